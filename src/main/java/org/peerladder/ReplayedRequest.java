package org.peerladder;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A request whose body comes from somewhere else: it was read before, or is counted while it is read. */
public final class ReplayedRequest extends HttpServletRequestWrapper {

    private final InputStream body;

    public ReplayedRequest(HttpServletRequest request, byte[] body) {
        this(request, new ByteArrayInputStream(body));
    }

    public ReplayedRequest(HttpServletRequest request, InputStream body) {
        super(request);
        this.body = body;
    }

    @Override
    public ServletInputStream getInputStream() {
        return new ServletInputStream() {

            private boolean finished;

            @Override
            public boolean isFinished() {
                return finished;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new UnsupportedOperationException("The body is read at once");
            }

            @Override
            public int read() throws IOException {
                int read = body.read();
                finished = read < 0;
                return read;
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                int read = body.read(bytes, from, length);
                finished = read < 0;
                return read;
            }
        };
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }
}
