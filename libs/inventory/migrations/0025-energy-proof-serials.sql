-- Serial numbers in the form in which claims can be compared: `serial_series` is the register and the letters before the
-- counting digits, `serial_from`…`serial_to` the digits; what was entered stays beside them.
ALTER TABLE energy_proof ADD COLUMN IF NOT EXISTS serial_series text;
-- next
ALTER TABLE energy_proof ADD COLUMN IF NOT EXISTS serial_from_text text;
-- next
ALTER TABLE energy_proof ADD COLUMN IF NOT EXISTS serial_to_text text;
-- next
ALTER TABLE energy_proof ADD COLUMN IF NOT EXISTS file_hash text;
-- next
-- Earlier rows: a trade could name serial numbers without their register, one of them, or in the wrong order.
UPDATE energy_proof SET
  serial_from_text = serial_from::text,
  serial_to_text = serial_to::text,
  serial_from = least(serial_from, serial_to),
  serial_to = greatest(serial_from, serial_to),
  serial_series = CASE WHEN registry ~* 'GEC|绿证|绿色电力证书|green *(electricity|energy|power)? *certificate' THEN 'CNGEC:'
                       ELSE upper(regexp_replace(coalesce(registry, ''), '[^[:alnum:]]', '', 'g')) || ':' END
WHERE (serial_from IS NOT NULL OR serial_to IS NOT NULL) AND serial_series IS NULL;
-- next
ALTER TABLE energy_proof DROP CONSTRAINT IF EXISTS energy_proof_kind_check;
-- next
ALTER TABLE energy_proof ADD CONSTRAINT energy_proof_kind_check
  CHECK (kind IN ('own', 'direct', 'trade', 'certificate', 'other'));
-- next
ALTER TABLE energy_proof DROP CONSTRAINT IF EXISTS energy_proof_serials_whole;
-- next
ALTER TABLE energy_proof ADD CONSTRAINT energy_proof_serials_whole CHECK (
  (serial_series IS NULL AND serial_from IS NULL AND serial_to IS NULL)
  OR (serial_series IS NOT NULL AND serial_from <= serial_to));
-- next
DROP INDEX IF EXISTS energy_proof_by_serial;
-- next
CREATE INDEX IF NOT EXISTS energy_proof_by_series ON energy_proof (serial_series, serial_from)
  WHERE withdrawn_at IS NULL AND serial_series IS NOT NULL;
-- next
-- A certificate is claimed once on the whole platform, whichever way a row comes in. An exclusion constraint over text
-- needs btree_gist, which the embedded database does not have. The lock makes two claims of one series wait for each
-- other; the query after it sees what the first one committed.
CREATE OR REPLACE FUNCTION energy_proof_serials_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.serial_series IS NULL OR NEW.withdrawn_at IS NOT NULL THEN
    RETURN NEW;
  END IF;
  PERFORM pg_advisory_xact_lock(7330155, hashtext(NEW.serial_series));
  IF EXISTS (SELECT 1 FROM energy_proof other
             WHERE other.serial_series = NEW.serial_series AND other.withdrawn_at IS NULL AND other.id <> NEW.id
               AND other.serial_from <= NEW.serial_to AND other.serial_to >= NEW.serial_from) THEN
    RAISE EXCEPTION USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'energy_proof_serials_once',
      MESSAGE = 'a certificate of this range is claimed already';
  END IF;
  RETURN NEW;
END $$;
-- next
DROP TRIGGER IF EXISTS energy_proof_serials_once ON energy_proof;
-- next
CREATE TRIGGER energy_proof_serials_once BEFORE INSERT OR UPDATE ON energy_proof
  FOR EACH ROW EXECUTE FUNCTION energy_proof_serials_once();
