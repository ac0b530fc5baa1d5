package org.peerladder.files;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.OffsetDateTime;
import java.util.List;
import org.apache.catalina.connector.ClientAbortException;
import org.peerladder.cases.Cases;
import org.peerladder.cases.Cases.Participation;
import org.peerladder.files.CaseFiles.CaseFile;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.server.ResponseStatusException;

/**
 * The files of a case, for those who take part in it. 404 for everyone else, managers and administrators included: they
 * see how far a case is, not its papers.
 */
@RestController
@RequestMapping("/api/cases/{caseNumber}/files")
class FilesController {

    /**
     * A file as a person sees it.
     *
     * @param size in bytes
     * @param addedBy a name
     * @param mine whether this person added it
     */
    record Listed(
            long id, String name, String mediaType, long size, String addedBy, OffsetDateTime addedAt, boolean mine) {

        static List<Listed> of(List<CaseFile> files, Principal reader) {
            return files.stream()
                    .map(file -> new Listed(
                            file.id(),
                            file.name(),
                            file.mediaType(),
                            file.size(),
                            file.uploadedByName(),
                            file.uploadedAt(),
                            file.uploadedBy().equals(reader.getName())))
                    .toList();
        }
    }

    private final Cases cases;
    private final FileCheck check;
    private final CaseFiles files;

    FilesController(Cases cases, FileCheck check, CaseFiles files) {
        this.cases = cases;
        this.check = check;
        this.files = files;
    }

    @GetMapping
    List<Listed> list(@PathVariable String caseNumber, Principal principal) {
        return Listed.of(files.list(participation(caseNumber, principal).caseNumber()), principal);
    }

    /** Adds the parts named {@code file} to an open case, all or none. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    List<Listed> add(@PathVariable String caseNumber, MultipartHttpServletRequest request, Principal principal) {
        var open = open(caseNumber, principal);
        var added = files.add(open, principal.getName(), check.check(request.getFiles("file")));
        return Listed.of(added, principal);
    }

    /** The file itself, to be saved and never shown as a page of ours. */
    @GetMapping("/{id}")
    void read(@PathVariable String caseNumber, @PathVariable long id, Principal principal, HttpServletResponse response)
            throws IOException {
        var file = file(participation(caseNumber, principal), id);
        response.setContentType(file.mediaType());
        response.setContentLengthLong(file.size());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(file.name(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        files.write(file, response.getOutputStream());
    }

    /** Only who added a file deletes it, while the case is open. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String caseNumber, @PathVariable long id, Principal principal) {
        var open = open(caseNumber, principal);
        var file = file(open, id);
        if (!file.uploadedBy().equals(principal.getName())) {
            throw new ResponseStatusException(
                    HttpStatus.FORBIDDEN, "Only who added this file can delete it. Nothing was changed.");
        }
        if (!files.delete(open, file)) {
            throw noSuchFile();
        }
    }

    private Participation open(String caseNumber, Principal principal) {
        var request = participation(caseNumber, principal);
        if (!request.open()) {
            throw new ResponseStatusException(
                    HttpStatus.CONFLICT, "This request is finished; its files stay as they are. Nothing was changed.");
        }
        return request;
    }

    private Participation participation(String caseNumber, Principal principal) {
        return cases.participation(caseNumber, principal.getName())
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "There is no request with this number that you take part in."));
    }

    private CaseFile file(Participation request, long id) {
        return files.find(request.caseNumber(), id).orElseThrow(FilesController::noSuchFile);
    }

    private static ResponseStatusException noSuchFile() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "This request has no file with this number.");
    }

    @ExceptionHandler
    ProblemDetail tooLarge(MaxUploadSizeExceededException e) {
        return problem(HttpStatus.PAYLOAD_TOO_LARGE, "That is too much at once. Send one file after the other.");
    }

    @ExceptionHandler
    ProblemDetail unreadable(MultipartException e) {
        return problem(
                HttpStatus.BAD_REQUEST,
                "The request cannot be read as multipart/form-data; send the files as parts named \"file\".");
    }

    /** Two at once: the second waits for the first, and gives up if the first takes long. */
    @ExceptionHandler
    ProblemDetail busy(TransientDataAccessException e) {
        return problem(HttpStatus.CONFLICT, "Somebody else is adding files to this request; send yours again.");
    }

    /** Who stops a download hears nothing more. */
    @ExceptionHandler
    void gone(ClientAbortException e) {
        // nobody is there to answer
    }

    private static ProblemDetail problem(HttpStatus status, String sentence) {
        return ProblemDetail.forStatusAndDetail(status, sentence + " Nothing was stored.");
    }
}
