package org.peerladder.files;

import java.util.List;
import org.peerladder.cases.Cases;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** Takes in a file that does not come by the web; the same rules hold for it. */
@Component
public class FileIntake {

    private final Cases cases;
    private final FileCheck check;
    private final CaseFiles files;

    FileIntake(Cases cases, FileCheck check, CaseFiles files) {
        this.cases = cases;
        this.check = check;
        this.files = files;
    }

    /**
     * Adds the file to an open case.
     *
     * @throws IllegalArgumentException if this person does not take part in the case
     */
    public void add(String caseNumber, String person, Resource file) {
        var open = cases.participation(caseNumber, person)
                .filter(Cases.Participation::open)
                .orElseThrow(() -> new IllegalArgumentException(person + " takes no part in " + caseNumber));
        files.add(open, person, List.of(check.check(file)));
    }
}
