-- The stock of a product changes far more often than anything else here. New versions of its row stay on the same page, beside
-- the old ones, so the index needs no new entry; `reserved` and `on_hand` must stay without an index for this.
alter table products set (fillfactor = 50);
