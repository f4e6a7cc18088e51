-- A day begins at the same moment for all instances of a service, whichever time zones their machines are set to.
alter table inbox alter column handled_on set default (now() at time zone 'UTC')::date;
