package org.peerladder.fairchance;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who is told first of the next post. Why is not kept, and nobody but the person learns of it. */
@Repository
public class FirstCalls {

    private final JdbcClient jdbc;
    private final Clock clock;

    FirstCalls(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public boolean has(String workerId) {
        return jdbc.sql("select count(*) from first_call where worker_id = ?")
                        .param(workerId)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Ids of everybody who has one. */
    public Set<String> all() {
        return new HashSet<>(
                jdbc.sql("select worker_id from first_call").query(String.class).list());
    }

    public void give(String workerId) {
        if (!has(workerId)) {
            jdbc.sql("insert into first_call (worker_id, since) values (?, ?)")
                    .params(workerId, LocalDate.now(clock))
                    .update();
        }
    }
}
