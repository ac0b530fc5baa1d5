package org.peerladder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What a diagram calls is there when it is reached. */
@WithApplication
class ModelBeansTest {

    @Autowired
    ApplicationContext application;

    static Stream<Path> diagrams() {
        return ModelFiles.diagrams();
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everyBeanOfAnExpressionExists(Path file) {
        assertThat(ModelFiles.beans(file)).isNotEmpty().allMatch(application::containsBean);
    }
}
