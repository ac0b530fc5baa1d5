package org.peerladder.forms;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Both ways to the engine over HTTP: its REST routes and the webapps' own. */
@Configuration(proxyBeanMethods = false)
class SubmissionRoutes {

    @Bean
    FilterRegistrationBean<SubmissionFilter> submissionFilter(ObjectMapper json, ApplicationEventPublisher events) {
        var registration = new FilterRegistrationBean<>(new SubmissionFilter(json, events));
        registration.setUrlPatterns(List.of("/engine-rest/*", "/camunda/api/engine/*"));
        registration.setMatchAfter(true); // behind the sign-in: a stranger learns nothing about what a form takes
        return registration;
    }
}
