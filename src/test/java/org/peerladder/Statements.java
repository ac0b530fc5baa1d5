package org.peerladder;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

/**
 * The SQL statements that a thread sends. A batch counts as many statements as it has rows, since the database does the
 * work for each of them. Begin and commit are not counted.
 */
public final class Statements implements QueryExecutionListener {

    /** Null while nobody listens to this thread. */
    private static final ThreadLocal<List<String>> SENT = new ThreadLocal<>();

    private Statements() {}

    static ProxyDataSource counted(DataSource database) {
        return ProxyDataSourceBuilder.create(database)
                .listener(new Statements())
                .build();
    }

    /** What this thread sends while it does that. */
    public static List<String> of(Runnable work) {
        var sent = new ArrayList<String>();
        SENT.set(sent);
        try {
            work.run();
        } finally {
            SENT.remove();
        }
        return sent;
    }

    @Override
    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        var sent = SENT.get();
        if (sent != null) {
            for (var query : queries) {
                int rows = execution.isBatch()
                        ? Math.max(1, query.getParametersList().size())
                        : 1;
                sent.addAll(Collections.nCopies(rows, query.getQuery()));
            }
        }
    }

    @Override
    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        // Counted when it is sent
    }
}
