-- An order has the token of its customer's card only while it is pending, and sealed.
alter table orders
    add sealed_token text,
    add constraint orders_sealed_token_check check (sealed_token is null or status = 'PENDING'),
    alter payment_token drop not null;

-- Earlier builds stored tokens in plain text, for ever. The service seals or erases them; the index then is empty.
create index orders_plain_token on orders (id) where payment_token is not null;
