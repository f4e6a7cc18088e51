-- Who carries a pending order, and orders that their customers did not want any more.
alter table orders add column carrier text check (carrier in ('REST', 'KAFKA'));

-- What was under way before there was a choice is nobody's request any more: it is handed over when its claim ends.
update orders set carrier = 'REST' where status = 'PENDING';

alter table orders
    add check ((status = 'PENDING') = (carrier is not null)),
    drop constraint orders_status_check,
    add constraint orders_status_check check (status in ('PENDING', 'CONFIRMED', 'REJECTED', 'CANCELLED'));
