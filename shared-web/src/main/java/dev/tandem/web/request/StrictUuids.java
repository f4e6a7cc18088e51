package dev.tandem.web.request;

import java.beans.PropertyEditorSupport;
import java.util.UUID;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** Takes ids only as they are written: {@link UUID#fromString} fills up what is missing, and makes one of 1-1-1-1-1. */
@ControllerAdvice
final class StrictUuids {

    /** An editor, since Spring tries its own one on what a converter has refused. */
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
