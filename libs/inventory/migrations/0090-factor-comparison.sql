-- What people found when they held a factor against the printed original. Never changed: a newer comparison stands after it.
CREATE TABLE IF NOT EXISTS factor_comparison (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  factor        text NOT NULL,
  value         text NOT NULL,
  unit          text NOT NULL,
  printed_value text NOT NULL,
  printed_unit  text NOT NULL,
  document      text NOT NULL,
  place         text NOT NULL,
  compared_by   text NOT NULL,
  compared_at   timestamptz NOT NULL
);
