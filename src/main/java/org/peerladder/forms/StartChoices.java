package org.peerladder.forms;

import java.util.List;

/**
 * Something to choose from in start forms, which know no variables: a list field whose {@code valuesKey} is this name gets
 * these choices when the form is opened and when it is submitted.
 */
public interface StartChoices {

    /** @param value what is submitted */
    record Choice(String value, String label) {}

    String name();

    List<Choice> choices();
}
