package dev.tandem.contracts;

import java.net.IDN;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A mailbox that every mail server can reach exactly as it is written: a local part in ASCII, and a domain that may be
 * internationalised (RFC 5321, RFC 3490). Quoted local parts and address literals are refused.
 *
 * @param domain in ASCII, an internationalised one in its A-label form
 */
public record EmailAddress(String localPart, String domain) {

    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL_PART = 64;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final Pattern LOCAL_PART = Pattern.compile(ATOM + "(\\." + ATOM + ")*");
    private static final String LABEL = "[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
    private static final Pattern DOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")*");

    /** The dots that separate labels (RFC 3490, 3.1). */
    private static final Pattern SEPARATOR = Pattern.compile("[.\\u3002\\uFF0E\\uFF61]");

    /**
     * The JDK knows the rules of 2003, which turn these five into other characters or nothing. By the rules of 2008
     * (RFC 5895, UTS 46) they stand for themselves, so that mail would go to a different domain.
     */
    private static final Pattern CHANGED_MEANING = Pattern.compile("[\\u00DF\\u1E9E\\u03C2\\u200C\\u200D]");

    /** Parses an address; empty if mail to it could be refused, or could reach another mailbox. */
    public static Optional<EmailAddress> parse(String text) {
        var at = text.lastIndexOf('@');
        if (at < 0 || text.length() > LONGEST) {
            return Optional.empty();
        }
        var localPart = text.substring(0, at);
        if (localPart.length() > LONGEST_LOCAL_PART
                || !LOCAL_PART.matcher(localPart).matches()) {
            return Optional.empty();
        }
        return toAscii(text.substring(at + 1))
                .map(domain -> new EmailAddress(localPart, domain))
                .filter(address -> address.toString().length() <= LONGEST);
    }

    private static Optional<String> toAscii(String domain) {
        if (CHANGED_MEANING.matcher(domain).find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(IDN.toASCII(domain))
                    .filter(ascii -> DOMAIN.matcher(ascii).matches())
                    .filter(ascii -> labels(ascii) == labels(domain));
        } catch (IllegalArgumentException noDomain) {
            return Optional.empty();
        }
    }

    /** A character that turns into a dot would make it a different domain. */
    private static long labels(String domain) {
        return SEPARATOR.splitAsStream(domain).count();
    }

    /** The address in ASCII, as it appears in an SMTP command. */
    @Override
    public String toString() {
        return localPart + "@" + domain;
    }
}
