-- A payment has the token of its card only as long as the provider may have to be asked for an authorisation, sealed.
alter table payments
    add sealed_token text,
    add constraint payments_sealed_token_check check (sealed_token is null or pending_operation = 'AUTHORIZE'),
    alter token drop not null;

-- Earlier builds stored tokens in plain text, for ever. The service seals or erases them; the index then is empty.
create index payments_plain_token on payments (order_id) where token is not null;
