package org.peerladder.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.ProcessEngineAuthenticationFilter;
import org.camunda.bpm.engine.rest.security.auth.impl.HttpBasicAuthenticationProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The doors: the engine's REST routes and our own {@code /api} ask who is there, the webapps have their own sign-in, the
 * landing page and the health check are public.
 */
@Configuration(proxyBeanMethods = false)
class SignIn {

    @Bean
    FilterRegistrationBean<ProcessEngineAuthenticationFilter> engineRestSignIn() {
        var registration = new FilterRegistrationBean<ProcessEngineAuthenticationFilter>(new EngineRestSignIn());
        registration.addInitParameter(
                ProcessEngineAuthenticationFilter.AUTHENTICATION_PROVIDER_PARAM,
                HttpBasicAuthenticationProvider.class.getName());
        registration.setUrlPatterns(List.of("/engine-rest/*"));
        return registration;
    }

    @Bean
    FilterRegistrationBean<ApiSignIn> apiSignIn(ProcessEngine engine, ObjectMapper json) {
        var registration = new FilterRegistrationBean<>(new ApiSignIn(engine, json));
        registration.setUrlPatterns(List.of("/api/*"));
        return registration;
    }

    /** Camunda's filter answers one route, the list of engines, to anyone; here none. */
    private static class EngineRestSignIn extends ProcessEngineAuthenticationFilter {

        @Override
        protected boolean requiresEngineAuthentication(String requestUrl) {
            return true;
        }
    }
}
