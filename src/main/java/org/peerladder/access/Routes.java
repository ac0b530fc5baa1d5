package org.peerladder.access;

import jakarta.servlet.Filter;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Both ways to the engine over HTTP: its REST routes and the webapps' own. */
@Configuration(proxyBeanMethods = false)
class Routes {

    @Bean
    FilterRegistrationBean<RouteGuard> routeGuard(ProcessEngine engine, Refusals refusals) {
        return behindTheSignIn(new RouteGuard(engine, refusals));
    }

    @Bean
    FilterRegistrationBean<RepairGuard> repairGuard(Refusals refusals) {
        return behindTheSignIn(new RepairGuard(refusals));
    }

    @Bean
    FilterRegistrationBean<SealedSearch> sealedSearch(Refusals refusals) {
        return behindTheSignIn(new SealedSearch(refusals));
    }

    /** The one by password, which says who is there. */
    private static <F extends Filter> FilterRegistrationBean<F> behindTheSignIn(F filter) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns("/engine-rest/*", "/camunda/api/*");
        registration.setMatchAfter(true);
        return registration;
    }
}
