-- Where objects lie in a bucket, the wrapped subject keys are mirrored there piece by piece: this numbers the pieces.
create sequence keys_mirrored;
grant usage on sequence keys_mirrored to visor_app;
