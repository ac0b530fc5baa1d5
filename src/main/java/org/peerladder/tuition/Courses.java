package org.peerladder.tuition;

import org.peerladder.Refusal;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which courses workers have asked for: one course is paid once. The database holds it. */
@Repository
class Courses {

    private final JdbcClient jdbc;

    Courses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws Refusal if this worker has an open or paid request for the same course */
    void take(String workerId, Tuition tuition, String caseNumber) {
        try {
            jdbc.sql("insert into tuition_course (worker_id, course, starts_on, case_number) values (?, ?, ?, ?)")
                    .params(workerId, tuition.course(), tuition.startsOn(), caseNumber)
                    .update();
        } catch (DuplicateKeyException e) {
            throw new Refusal(
                    "courseTitle",
                    "You have asked for this course, beginning on " + tuition.startsOn()
                            + ", already. Look under \"My requests\"; there you can also stop that request.");
        }
    }

    /** What was not paid can be asked for again. */
    void free(String caseNumber) {
        jdbc.sql("delete from tuition_course where case_number = ?")
                .param(caseNumber)
                .update();
    }
}
