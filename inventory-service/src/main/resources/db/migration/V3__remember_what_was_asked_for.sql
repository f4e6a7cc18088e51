-- What was asked for, each product once: the same request gets the first answer again, and another one is refused. A row from
-- before has none, and neither has a reservation that was released before it was made.
alter table reservations add asked_for text;
