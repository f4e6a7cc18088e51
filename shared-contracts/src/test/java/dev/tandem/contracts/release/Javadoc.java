package dev.tandem.contracts.release;

import com.github.therapi.runtimejavadoc.CommentVisitor;
import com.github.therapi.runtimejavadoc.Link;
import com.github.therapi.runtimejavadoc.RuntimeJavadoc;
import com.github.therapi.runtimejavadoc.Value;

/** The text of a type's Javadoc as Markdown, on one line. */
final class Javadoc implements CommentVisitor {

    private final StringBuilder words = new StringBuilder();

    private Javadoc() {}

    static String of(Class<?> type) {
        var javadoc = new Javadoc();
        RuntimeJavadoc.getJavadoc(type).getComment().visit(javadoc);
        return javadoc.words.toString().replaceAll("\\s+", " ");
    }

    @Override
    public void commentText(String text) {
        words.append(text);
    }

    @Override
    public void inlineLink(Link link) {
        inlineTag("link", link.getLabel());
    }

    @Override
    public void inlineTag(String name, String text) {
        words.append('`').append(text).append('`');
    }

    @Override
    public void inlineValue(Value value) {
        inlineTag("value", value.toString());
    }
}
