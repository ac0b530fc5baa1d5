package org.peerladder.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Both ways to the engine over HTTP: its REST routes and the webapps' own. */
@Configuration(proxyBeanMethods = false)
class Routes {

    @Bean
    FilterRegistrationBean<RouteGuard> routeGuard(ProcessEngine engine, ObjectMapper json) {
        var registration = new FilterRegistrationBean<>(new RouteGuard(engine, json));
        registration.setUrlPatterns(List.of("/engine-rest/*", "/camunda/api/*"));
        // Behind the sign-in by password, which says who is there
        registration.setMatchAfter(true);
        return registration;
    }
}
