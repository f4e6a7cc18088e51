package dev.tandem.order.clients;

import dev.tandem.contracts.inventory.InventoryApi;
import dev.tandem.contracts.payment.PaymentApi;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.service.registry.ImportHttpServices;

/** Makes clients of the other services; where they are and how long they may take stands in {@code application.yml}. */
@Configuration(proxyBeanMethods = false)
@ImportHttpServices(group = "inventory", types = InventoryApi.class)
@ImportHttpServices(group = "payment", types = PaymentApi.class)
class ServiceClients {}
