package org.peerladder.access;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;

/** What every request passes, from the outside in, before anyone asks who is there. */
@Configuration(proxyBeanMethods = false)
class WebSafeguards {

    @Bean
    FilterRegistrationBean<RequestLog> requestLog() {
        return registered(new RequestLog(), 0, "/*");
    }

    @Bean
    FilterRegistrationBean<SecurityHeaders> securityHeaders(@Value("${peerladder.https}") boolean https) {
        return registered(new SecurityHeaders(https), 1, "/*");
    }

    @Bean
    FilterRegistrationBean<SetupRoute> setupRoute(Refusals refusals) {
        return registered(new SetupRoute(refusals), 2, SetupRoute.ROUTE);
    }

    @Bean
    FilterRegistrationBean<WebappPages> webappPages() {
        return registered(new WebappPages(), 2, WebappPages.ROUTE);
    }

    /** Errors are told there, and nobody asks for it themselves. */
    @Bean
    FilterRegistrationBean<Filter> errorRoute() {
        return registered(
                (request, response, chain) -> ((HttpServletResponse) response).sendError(HttpStatus.NOT_FOUND.value()),
                2,
                "/error");
    }

    @Bean
    FilterRegistrationBean<PageNonce> pageNonce() {
        return registered(new PageNonce(), 3, WebappPages.ROUTE);
    }

    @Bean
    FilterRegistrationBean<BodyFilter> bodyFilter(Refusals refusals) {
        return registered(new BodyFilter(refusals), 3, "/engine-rest/*", "/camunda/api/*", "/api/*");
    }

    @Bean
    FilterRegistrationBean<ResultLimit> resultLimit(Refusals refusals) {
        return registered(new ResultLimit(refusals), 4, "/engine-rest/*", "/camunda/api/*");
    }

    /** Without a place it comes last, behind the sign-in. */
    @Bean
    FilterRegistrationBean<RequestLog.Person> personForTheLog(IdentityService identityService) {
        var registration = new FilterRegistrationBean<>(new RequestLog.Person(identityService));
        registration.addUrlPatterns("/engine-rest/*", "/api/*");
        return registration;
    }

    private static <F extends Filter> FilterRegistrationBean<F> registered(F filter, int place, String... routes) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns(routes);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + place);
        return registration;
    }
}
