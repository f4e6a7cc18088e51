alter table reservations drop constraint reservations_status_check;
alter table reservations add check (status in ('HELD', 'REFUSED', 'COMMITTED', 'RELEASED', 'EXPIRED'));

-- A reservation is held from the moment when it is made, so the service need not write this.
alter table reservations add held_since timestamptz not null default now();

create index reservations_held on reservations (held_since) where status = 'HELD';
