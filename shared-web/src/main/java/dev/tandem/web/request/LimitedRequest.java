package dev.tandem.web.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.web.problem.ProblemException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Optional;

/** A request whose body can be read up to a limit. Reading further throws a {@link ProblemException}. */
final class LimitedRequest extends HttpServletRequestWrapper {

    private final long limit;

    LimitedRequest(HttpServletRequest request, long limit) {
        super(request);
        this.limit = limit;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new LimitedStream(super.getInputStream(), limit);
    }

    @Override
    public BufferedReader getReader() throws IOException {
        var encoding = Optional.ofNullable(getCharacterEncoding())
                .map(Charset::forName)
                .orElse(UTF_8);
        return new BufferedReader(new InputStreamReader(getInputStream(), encoding));
    }

    private static final class LimitedStream extends ServletInputStream {

        private final ServletInputStream body;
        private final long limit;
        private long taken;

        LimitedStream(ServletInputStream body, long limit) {
            this.body = body;
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            var next = body.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        /** Reads at most one byte beyond the limit, to find out whether the request exceeds the limit. */
        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var count = body.read(bytes, offset, (int) Math.min(length, limit - taken + 1));
            count(Math.max(0, count));
            return count;
        }

        private void count(int more) {
            taken += more;
            if (taken > limit) {
                throw BodyLimit.tooLarge(limit);
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
