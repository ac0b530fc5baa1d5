package org.peerladder.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** A page that is not there: a problem document on {@code /api}, elsewhere what the browser or program asked for. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ErrorPages {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notHere(
            NoResourceFoundException missing, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (request.getRequestURI().startsWith("/api/")) {
            return ResponseEntity.of(missing.getBody()).build();
        }
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
        return null;
    }
}
