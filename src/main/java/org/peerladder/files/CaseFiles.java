package org.peerladder.files;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.peerladder.audit.AuditTrail;
import org.peerladder.cases.Cases.Participation;
import org.peerladder.files.FileCheck.Checked;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The files of cases, in the database. Who may have them is for the caller to ask. */
@Component
class CaseFiles {

    /** @param uploadedByName as it is in the roster today */
    record CaseFile(
            long id,
            String name,
            String mediaType,
            long size,
            String uploadedBy,
            String uploadedByName,
            OffsetDateTime uploadedAt) {}

    /** What is held in memory of a file while it is sent or read. */
    static final int PART = 256 * 1024;

    private static final String SELECT =
            """
            select f.id, f.name, f.media_type, f.size_bytes, f.uploaded_by, f.uploaded_at,
                   coalesce(w.given_name || ' ' || w.family_name, f.uploaded_by) as uploaded_by_name
              from case_file f
              left join worker w on w.id = f.uploaded_by
             where f.case_number = :number
            """;

    private final JdbcClient jdbc;
    private final FileSettings settings;
    private final AuditTrail audit;
    private final Clock clock;

    CaseFiles(JdbcClient jdbc, FileSettings settings, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /** In the order in which they came. */
    List<CaseFile> list(String caseNumber) {
        return jdbc.sql(SELECT + " order by f.id")
                .param("number", caseNumber)
                .query(CaseFiles::read)
                .list();
    }

    Optional<CaseFile> find(String caseNumber, long id) {
        return jdbc.sql(SELECT + " and f.id = :id")
                .param("number", caseNumber)
                .param("id", id)
                .query(CaseFiles::read)
                .optional();
    }

    /**
     * Stores all of them or none.
     *
     * @throws FileRefusal if the case has no room for them
     */
    @Transactional
    List<CaseFile> add(Participation request, String person, List<Checked> files) {
        var added = files.stream()
                .map(file -> insert(request.caseNumber(), person, file))
                .map(id -> find(request.caseNumber(), id).orElseThrow())
                .toList();
        // At the end: whoever adds to the same case at the same time waits from here on
        takeRoom(request, files.stream().mapToLong(Checked::size).sum());
        added.forEach(file -> audit.done("add-file", request.caseNumber(), "file " + file.id()));
        return added;
    }

    private long insert(String caseNumber, String person, Checked file) {
        var key = new GeneratedKeyHolder();
        jdbc.sql(
                        """
                        insert into case_file (case_number, name, media_type, size_bytes, sha256, uploaded_by, uploaded_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        caseNumber,
                        file.name(),
                        file.mediaType(),
                        file.size(),
                        file.sha256(),
                        person,
                        OffsetDateTime.now(clock))
                .update(key, "id");
        var id = key.getKeyAs(Number.class).longValue();
        try (var content = file.content().getInputStream()) {
            var number = 0;
            for (var part = content.readNBytes(PART); part.length > 0; part = content.readNBytes(PART)) {
                jdbc.sql("insert into case_file_part (file_id, part_number, content) values (?, ?, ?)")
                        .params(id, number++, part)
                        .update();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return id;
    }

    private void takeRoom(Participation request, long bytes) {
        var taken = jdbc.sql("update case_number set file_bytes = file_bytes + :bytes"
                        + " where instance_id = :instance and file_bytes + :bytes <= :most")
                .param("bytes", bytes)
                .param("instance", request.instanceId())
                .param("most", settings.perCase().toBytes())
                .update();
        if (taken == 0) {
            throw new FileRefusal(
                    HttpStatus.PAYLOAD_TOO_LARGE,
                    "That is too much: all files of a request have "
                            + settings.perCase().toMegabytes()
                            + " MB together. Delete files of yours that are not needed, or send smaller ones.");
        }
    }

    /** Writes the file out part by part, holding no connection to the database while the other side is slow. */
    void write(CaseFile file, OutputStream out) throws IOException {
        var parts = (file.size() + PART - 1) / PART;
        for (var number = 0; number < parts; number++) {
            out.write(jdbc.sql("select content from case_file_part where file_id = ? and part_number = ?")
                    .params(file.id(), number)
                    .query((row, n) -> row.getBytes(1))
                    .optional()
                    .orElseThrow(() -> new IOException("The file was deleted while it was read")));
        }
    }

    /** Whether it was there. */
    @Transactional
    boolean delete(Participation request, CaseFile file) {
        var deleted =
                jdbc.sql("delete from case_file where id = ?").param(file.id()).update() == 1;
        if (deleted) {
            jdbc.sql("update case_number set file_bytes = file_bytes - ? where instance_id = ?")
                    .params(file.size(), request.instanceId())
                    .update();
            audit.done("delete-file", request.caseNumber(), "file " + file.id());
        }
        return deleted;
    }

    /** Files stay as long as the history of their case, which the engine removes when its time is over. */
    @Scheduled(cron = "${peerladder.files.sweep}")
    void sweep() {
        jdbc.sql("delete from case_file where not exists ("
                        + "select 1 from ACT_HI_PROCINST p where p.BUSINESS_KEY_ = case_file.case_number)")
                .update();
    }

    private static CaseFile read(ResultSet row, int number) throws SQLException {
        return new CaseFile(
                row.getLong("id"),
                row.getString("name"),
                row.getString("media_type"),
                row.getLong("size_bytes"),
                row.getString("uploaded_by"),
                row.getString("uploaded_by_name"),
                row.getObject("uploaded_at", OffsetDateTime.class));
    }
}
