package dev.tandem.order.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/**
 * Adds an {@code ETag} made from its content to the list of products, so that a client that already has the list
 * receives no body. The list, including the stock, is still read each time: this saves the transfer, not the work.
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
