package dev.tandem.order.clients;

import dev.tandem.contracts.inventory.InventoryApi;
import dev.tandem.contracts.payment.PaymentApi;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.service.registry.ImportHttpServices;

/** Creates the clients of the other services; their addresses and time limits are in {@code application.yml}. */
@Configuration(proxyBeanMethods = false)
@ImportHttpServices(group = "inventory", types = InventoryApi.class)
@ImportHttpServices(group = "payment", types = PaymentApi.class)
class ServiceClients {}
