package org.peerladder.cases;

import java.security.Principal;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What people may do with a case by its number. */
@RestController
@RequestMapping("/api/cases")
class CaseController {

    private final Cases cases;

    CaseController(Cases cases) {
        this.cases = cases;
    }

    /** The applicant stops their request. 404 if there is no such open request of theirs: its existence is nobody else's business. */
    @PostMapping("/{caseNumber}/withdraw")
    Map<String, String> withdraw(@PathVariable String caseNumber, Principal principal) {
        cases.applicantOf(caseNumber)
                .filter(principal.getName()::equals)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "You have no open request " + caseNumber + ". Nothing was changed."));
        cases.withdraw(caseNumber);
        return Map.of("caseNumber", caseNumber, "outcome", "withdrawn");
    }
}
