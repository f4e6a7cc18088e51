-- Twenty sample products. Loaded at each start with SPRING_SQL_INIT_MODE=always; existing rows stay as they are.
insert into products (sku, name, price_amount, price_currency, on_hand) values
    ('BAG-CANVAS',     'Canvas bag',                1490, 'EUR', 1000),
    ('BOOK-SAGAS',     'Book: Sagas in practice',   3900, 'EUR', 1000),
    ('BOTTLE-STEEL',   'Steel bottle, 0.7 l',       2450, 'EUR', 1000),
    ('CABLE-USBC',     'USB-C cable, 1 m',           990, 'EUR', 1000),
    ('CAP-BLACK',      'Cap, black',                1990, 'EUR', 1000),
    ('COFFEE-BEANS',   'Coffee beans, 1 kg',        1890, 'EUR', 1000),
    ('DESK-LAMP',      'Desk lamp',                 4990, 'EUR', 1000),
    ('HOODIE-GREY',    'Hoodie, grey',              5490, 'EUR', 1000),
    ('KEYBOARD-DE',    'Keyboard, German layout',   8900, 'EUR',  200),
    ('KEYBOARD-US',    'Keyboard, US layout',       8900, 'EUR',  200),
    ('MOUSE-PAD',      'Mouse pad',                  890, 'EUR', 1000),
    ('MUG-BLUE',       'Mug, blue',                 1295, 'EUR', 1000),
    ('MUG-GOLD',       'Mug, gold (the last one)', 14900, 'EUR',    1),
    ('MUG-RED',        'Mug, red',                  1295, 'EUR', 1000),
    ('NOTEBOOK-A5',    'Notebook, A5, dotted',       750, 'EUR', 1000),
    ('PEN-BLACK',      'Pen, black',                 250, 'EUR', 5000),
    ('POSTER-OUTBOX',  'Poster: the outbox',        1200, 'EUR', 1000),
    ('SOCKS-STRIPED',  'Socks, striped',             690, 'EUR', 1000),
    ('STICKER-TANDEM', 'Sticker: Tandem',            150, 'EUR', 9000),
    ('TSHIRT-WHITE',   'T-shirt, white',            1990, 'EUR',    0)
on conflict (sku) do nothing;
