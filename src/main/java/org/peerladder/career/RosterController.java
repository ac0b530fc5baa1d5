package org.peerladder.career;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.peerladder.Refusal;
import org.peerladder.access.People;
import org.peerladder.access.Role;
import org.springframework.core.io.InputStreamSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/** {@code POST /api/roster}: the door of the roster import, for HR and administrators. */
@RestController
class RosterController {

    private static final String DRY_RUN = "dryRun";
    private static final String PARTS = "staff, credentials, records and conflicts";

    private final RosterImport roster;
    private final People people;

    RosterController(RosterImport roster, People people) {
        this.roster = roster;
        this.people = people;
    }

    /** Imports the files that are sent as parts; with {@code dryRun}, says what would come of it. */
    @PostMapping(path = "/api/roster", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    RosterCounts take(
            @RequestParam(name = DRY_RUN, defaultValue = "false") boolean dryRun,
            HttpServletRequest request,
            Principal principal)
            throws IOException, ServletException {
        if (principal == null || !people.inAnyGroup(principal.getName(), Role.HR.id(), Role.ADMINISTRATORS.id())) {
            throw new ErrorResponseException(
                    HttpStatus.FORBIDDEN,
                    problem(HttpStatus.FORBIDDEN, "Only hr and administrators may import a roster."),
                    null);
        }
        return roster.run(files(request.getParts()), dryRun);
    }

    private static Map<RosterFile, InputStreamSource> files(Collection<Part> parts) {
        var files = new EnumMap<RosterFile, InputStreamSource>(RosterFile.class);
        var faults = new ArrayList<Refusal.Fault>();
        for (var part : parts) {
            var name = part.getName();
            var file = RosterFile.find(name);
            if (file.isEmpty() && !name.equals(DRY_RUN)) {
                faults.add(new Refusal.Fault(name, "is not a part of a roster; send any of " + PARTS + "."));
            }
            if (file.isPresent() && !notChosen(part) && files.put(file.get(), part::getInputStream) != null) {
                faults.add(new Refusal.Fault(name, "was sent twice; send each file once."));
            }
        }
        if (files.isEmpty() && faults.isEmpty()) {
            faults.add(new Refusal.Fault("staff", "no file was sent; send any of " + PARTS + " as a part."));
        }
        if (!faults.isEmpty()) {
            throw new Refusal(faults);
        }
        return files;
    }

    /** A browser sends a part for a file field that was left empty, too. */
    private static boolean notChosen(Part part) {
        return part.getSize() == 0
                && part.getSubmittedFileName() != null
                && part.getSubmittedFileName().isEmpty();
    }

    @ExceptionHandler
    ProblemDetail refused(RosterRefusal refusal) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_ENTITY, refusal.getMessage());
        problem.setProperty("errors", refusal.faults());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail tooLarge(MaxUploadSizeExceededException e) {
        return problem(
                HttpStatus.PAYLOAD_TOO_LARGE,
                "The files are too large; send files of at most 20 MB, and 50 MB in one request.");
    }

    @ExceptionHandler
    ProblemDetail unreadable(MultipartException e) {
        return problem(
                HttpStatus.BAD_REQUEST,
                "The request cannot be read as multipart/form-data; send the files as parts named " + PARTS + ".");
    }

    /** Two imports at once: the second waits for the first, and gives up if the first takes long. */
    @ExceptionHandler({TransientDataAccessException.class, DuplicateKeyException.class})
    ProblemDetail busy(DataAccessException e) {
        return problem(HttpStatus.CONFLICT, "The record was being changed at the same time; send the roster again.");
    }

    private static ProblemDetail problem(HttpStatus status, String detail) {
        return ProblemDetail.forStatusAndDetail(status, detail + " Nothing was stored.");
    }
}
