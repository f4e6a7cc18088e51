package dev.tandem.local.demo;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The answer that a request has to receive for the story to continue.
 *
 * @param texts each is part of the body
 */
record ExpectedAnswer(int status, List<String> texts) {

    private static final Pattern SENTENCE = Pattern.compile("(\\d{3})\\b.*");
    private static final Pattern TEXT = Pattern.compile("\\b[A-Z][A-Z_]+[A-Z]\\b|/problems/[a-z-]+");

    /**
     * Reads a sentence that begins with the status. Its words in capitals and its problems are parts of the body:
     * {@code 402 /problems/payment-declined: the order is rejected}.
     *
     * @throws IllegalArgumentException if it does not begin with a status
     */
    static ExpectedAnswer in(String sentence) {
        var status = SENTENCE.matcher(sentence);
        if (!status.matches()) {
            throw new IllegalArgumentException("'" + sentence + "' does not begin with the status of the answer");
        }
        var texts = TEXT.matcher(sentence).results().map(MatchResult::group).toList();
        return new ExpectedAnswer(Integer.parseInt(status.group(1)), texts);
    }

    boolean matches(int answered, String body) {
        return answered == status && texts.stream().allMatch(body::contains);
    }

    @Override
    public String toString() {
        return (status + " " + String.join(" ", texts)).strip();
    }
}
