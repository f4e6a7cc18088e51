package dev.tandem.payment.clients;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.service.registry.ImportHttpServices;

/** Makes a client of {@link ProviderApi}; where it is and how long it may take stands in {@code application.yml}. */
@Configuration(proxyBeanMethods = false)
@ImportHttpServices(group = "provider", types = ProviderApi.class)
class ProviderClientConfiguration {}
