package org.peerladder.notices;

import java.util.List;
import org.peerladder.cases.News;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells a worker by mail what is news to them. */
@Component
class WorkersNews {

    private final Outbox outbox;

    WorkersNews(Outbox outbox) {
        this.outbox = outbox;
    }

    @EventListener
    void tell(News news) {
        outbox.write(List.of(Notice.news(news)));
    }
}
