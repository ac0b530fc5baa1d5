package org.peerladder.demo;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells whoever started the demo where it is and whom to log in as. */
@Component
@Profile("demo")
class DemoWelcome {

    private static final Logger LOG = LoggerFactory.getLogger(DemoWelcome.class);

    private final Environment environment;

    DemoWelcome(Environment environment) {
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    void tell() {
        var port = environment.getProperty("local.server.port");
        if (port == null) {
            return; // started without a web server, as in tests
        }
        LOG.info(
                """


                -----------------------------------------------------------------------
                  Peer Ladder is ready:  http://localhost:{}/

                  Log in as        password       who
                  ana              ana-demo       peer worker, has everything for the next step
                  ben              ben-demo       peer worker, three months short
                  marcus           marcus-demo    their supervisor
                  lena             lena-demo      human resources
                  omar             omar-demo      finance
                  cora             cora-demo      mentoring coordinator
                  eli              eli-demo       sits on review panels
                  dana             dana-demo      director and manager
                  admin            admin-demo     administrator (unless PEERLADDER_ADMIN_PASSWORD says otherwise)

                  Everyone else: user id + "-demo". The page above lists more.
                  These passwords are public: never put real people into this database.
                -----------------------------------------------------------------------
                """,
                port);
    }
}
