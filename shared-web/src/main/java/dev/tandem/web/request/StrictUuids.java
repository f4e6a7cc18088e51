package dev.tandem.web.request;

import java.beans.PropertyEditorSupport;
import java.util.UUID;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** Accepts ids only in their complete form: {@link UUID#fromString} pads missing digits, and accepts 1-1-1-1-1. */
@ControllerAdvice
final class StrictUuids {

    /** Registers an editor, since Spring tries its own one on texts that a converter has refused. */
    @InitBinder
    void readWhole(WebDataBinder binder) {
        binder.registerCustomEditor(UUID.class, new PropertyEditorSupport() {
            @Override
            public void setAsText(String text) {
                var id = UUID.fromString(text);
                if (!id.toString().equalsIgnoreCase(text)) {
                    throw new IllegalArgumentException("not a UUID");
                }
                setValue(id);
            }
        });
    }
}
