package org.peerladder.audit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.regex.Pattern;
import org.peerladder.Refusal;
import org.peerladder.audit.AuditTrail.Entry;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Notes what {@code /api} refuses: every attempt to change something, and every look at what is not for that person. */
@Configuration(proxyBeanMethods = false)
class ApiRefusals implements WebMvcConfigurer, HandlerInterceptor {

    static final Pattern CASE_NUMBER = Pattern.compile("[A-Z]{3}-\\d{4}-\\d{4,12}");

    private final AuditTrail trail;

    ApiRefusals(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**");
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, Exception failure) {
        var status = HttpStatus.resolve(response.getStatus());
        var reading = HttpMethod.GET.matches(request.getMethod());
        if (request.getUserPrincipal() != null
                && status != null
                && status.is4xxClientError()
                && (!reading || status == HttpStatus.FORBIDDEN)) {
            trail.refused(new Entry(
                    request.getUserPrincipal().getName(),
                    request.getMethod() + " " + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE),
                    caseNumber(request),
                    null,
                    null,
                    reason(request, status)));
        }
    }

    private static String caseNumber(HttpServletRequest request) {
        var inPath = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return inPath instanceof Map<?, ?> variables
                        && variables.get("caseNumber") instanceof String number
                        && CASE_NUMBER.matcher(number).matches()
                ? number
                : null;
    }

    private static String reason(HttpServletRequest request, HttpStatus status) {
        var thrown = (Exception) request.getAttribute(DispatcherServlet.EXCEPTION_ATTRIBUTE);
        return Refusal.in(thrown)
                .map(Refusal::reason)
                .orElse(
                        switch (status) {
                            case FORBIDDEN -> "not-authorized";
                            case NOT_FOUND -> "not-found";
                            case CONFLICT -> Refusal.CONCURRENT;
                            default -> Refusal.INVALID;
                        });
    }
}
