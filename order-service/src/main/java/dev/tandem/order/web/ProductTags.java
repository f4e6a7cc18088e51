package dev.tandem.order.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/**
 * Gives the list of products a tag made of what is in it, so that who has it already is told no more than that. It is
 * read anew each time, stock and all: this saves the way, not the work.
 */
@Component
class ProductTags extends ShallowEtagHeaderFilter {

    ProductTags() {
        setWriteWeakETag(true);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().equals(ProductController.PATH);
    }
}
