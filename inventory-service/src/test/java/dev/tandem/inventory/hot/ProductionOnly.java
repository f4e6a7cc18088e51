package dev.tandem.inventory.hot;

import java.io.IOException;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** Leaves the components of tests out of an application that is started beside them. */
public final class ProductionOnly extends TypeExcludeFilter {

    @Override
    public boolean match(MetadataReader type, MetadataReaderFactory types) throws IOException {
        return type.getResource().getURL().getPath().contains("/test-classes/");
    }
}
