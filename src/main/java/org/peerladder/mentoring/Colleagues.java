package org.peerladder.mentoring;

import java.util.List;
import org.peerladder.career.Career;
import org.peerladder.forms.StartChoices;
import org.springframework.stereotype.Component;

/** Everybody who works here, by name: whom not to ask. */
@Component
class Colleagues implements StartChoices {

    private final Career career;

    Colleagues(Career career) {
        this.career = career;
    }

    @Override
    public String name() {
        return "colleagues";
    }

    @Override
    public List<Choice> choices() {
        return career.active().stream()
                .map(worker -> new Choice(worker.id(), worker.name()))
                .toList();
    }
}
