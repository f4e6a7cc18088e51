package dev.tandem.payment.application;

class ScriptedProviderTests extends PaymentProviderContract {

    private final ScriptedProvider provider = new ScriptedProvider();

    @Override
    protected PaymentProvider provider() {
        return provider;
    }
}
