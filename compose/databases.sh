# PostgreSQL runs this once, before anybody can connect over TCP: databases.sql, with a variable for each password.
{
  for file in /run/secrets/tandem/*; do
    printf "\\\\set %s '%s'\n" "$(basename "$file")" "$(cat "$file")"
  done
  cat /databases.sql
} | psql --quiet --set ON_ERROR_STOP=1 --username postgres --dbname postgres
