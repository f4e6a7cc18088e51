-- Terms that the field uses: which transport takes the steps of an order, and which requests are idempotent.
alter table orders rename column carrier to transport;
alter table orders rename constraint orders_carrier_check to orders_transport_check;

alter table keyed_requests rename to idempotent_requests;
alter table idempotent_requests rename column carrier to transport;
alter table idempotent_requests rename column told_changed_at to answered_changed_at;
alter table idempotent_requests rename constraint keyed_requests_pkey to idempotent_requests_pkey;
alter index keyed_requests_by_age rename to idempotent_requests_by_age;
