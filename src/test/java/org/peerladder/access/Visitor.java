package org.peerladder.access;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Somebody in front of the running application: a program with a password, or a browser that keeps its cookies. */
class Visitor {

    static final String ADMINISTRATOR = "admin";
    static final String ADMINISTRATORS_PASSWORD = "Ladder-4-Tests!";

    private final int port;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private String credentials;
    private String token;

    private Visitor(int port) {
        this.port = port;
    }

    static Visitor nobody(int port) {
        return new Visitor(port);
    }

    static Visitor withPassword(int port, String user, String password) {
        var visitor = new Visitor(port);
        visitor.credentials =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return visitor;
    }

    static Visitor administrator(int port) {
        return withPassword(port, ADMINISTRATOR, ADMINISTRATORS_PASSWORD);
    }

    /** The webapps of this port, signed in to. */
    static Visitor inBrowser(int port, String user, String password, String app) {
        var visitor = new Visitor(port);
        visitor.open("/camunda/app/" + app + "/default/");
        var answer = visitor.signIn(user, password, app);
        if (answer.statusCode() != 200) {
            throw new AssertionError("Signing in was answered with " + answer.statusCode());
        }
        // Signing in begins a new session, whose token comes with the next page
        visitor.open("/camunda/app/" + app + "/default/");
        return visitor;
    }

    HttpResponse<String> open(String page) {
        var answer = get(page);
        token = answer.headers().firstValue("X-XSRF-TOKEN").orElse(token);
        return answer;
    }

    HttpResponse<String> signIn(String user, String password, String app) {
        return send(request("/camunda/api/admin/auth/user/default/login/" + app)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("username=" + user + "&password=" + password)));
    }

    String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(cookie -> cookie.getValue())
                .findFirst()
                .orElse(null);
    }

    HttpResponse<String> get(String path) {
        return send(request(path));
    }

    HttpResponse<String> post(String path, String json) {
        return send("POST", path, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> put(String path, String json) {
        return send("PUT", path, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> send(String method, String path, String type, byte[] body) {
        return send(request(path).header("Content-Type", type).method(method, BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (credentials != null) {
            request.header("Authorization", credentials);
        }
        if (token != null) {
            request.header("X-XSRF-TOKEN", token);
        }
        return request;
    }
}
