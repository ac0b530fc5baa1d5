package org.peerladder;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Tag("both-databases")
@WithApplication
class ApplicationTest {

    @Autowired
    ProcessEngine engine;

    @Test
    void startsOnAnEmptyDatabase() {
        assertThat(engine.getManagementService().getTableCount()).containsKey("ACT_RU_TASK");
    }
}
