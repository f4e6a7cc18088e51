-- The request that made a payment, as a keyed fingerprint (HMAC-SHA256 in Base64). Payments from before have none.
alter table payments add fingerprint text;
