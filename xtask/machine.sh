# What the machine must have, each fetched only when it is missing; read by `./dev`.

# With the time since the start, which shows where a slow run spends it.
say() { printf '==> %d:%02d %s\n' $((SECONDS / 60)) $((SECONDS % 60)) "$*"; }

fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

need_rust() {
  if ! command -v cargo >/dev/null; then
    debian_packages "Rust" cargo-web rustc-web gcc libc6-dev ||
      fail "Rust is missing: install it as https://rustup.rs says."
  fi
}

# Leaves WASM_CARGO and WASM_RUSTC set where another compiler than the usual one has to do it.
need_wasm_target() {
  if has_wasm rustc; then return; fi
  if ! has_wasm /usr/bin/rustc; then
    if command -v rustup >/dev/null; then
      say "adding the Wasm target to Rust"
      if rustup target add "$wasm"; then return; fi
    fi
    add_wasm_to_debian
  fi
  export WASM_CARGO=/usr/bin/cargo WASM_RUSTC=/usr/bin/rustc
}

has_wasm() {
  local compiler=$1 folder
  folder=$("$compiler" --print target-libdir --target "$wasm" 2>/dev/null) || return 1
  compgen -G "$folder/libstd-*.rlib" >/dev/null
}

# Debian packages the compiler and the sources of the standard library, but not its Wasm build.
# That is made once, from the sources alone, and put where the compiler looks for it.
add_wasm_to_debian() {
  debian_packages "a Rust compiler for Wasm" \
    cargo-web rustc-web rust-web-src rust-web-llvm lld-22 gcc libc6-dev ||
    fail "The Wasm target of Rust is missing. With rustup: rustup target add $wasm"
  say "compiling Rust's standard library for Wasm (once on this machine)"
  local sysroot sources crate
  sysroot=$(/usr/bin/rustc --print sysroot)
  sources=$sysroot/lib/rustlib/src/rust/library/vendor
  crate=$(mktemp -d)
  mkdir "$crate/src"
  touch "$crate/src/lib.rs"
  printf '[package]\nname = "std-for-wasm"\nedition = "2024"\n' >"$crate/Cargo.toml"
  (
    cd "$crate"
    RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc CARGO_TARGET_DIR=$crate/target /usr/bin/cargo build \
      --quiet --release --offline --target "$wasm" -Zbuild-std=std,panic_abort \
      --config 'source.crates-io.replace-with="vendored"' \
      --config "source.vendored.directory=\"$sources\""
  )
  mkdir -p "$sysroot/lib/rustlib/$wasm/lib"
  cp "$crate/target/$wasm/release/deps/"*.rlib "$sysroot/lib/rustlib/$wasm/lib/"
  rm -rf "$crate"
}

need_browser() {
  need_node
  if [[ -z ${CHROMIUM:-} ]] && ! find_command chromium chromium-browser google-chrome; then
    [[ $(uname) == Darwin ]] || debian_packages "Chromium" chromium ||
      fail "Chromium is missing: install it, or name another one in CHROMIUM."
  fi
  local installed=tests/browser/node_modules/.package-lock.json
  if [[ ! $installed -nt tests/browser/package-lock.json ]]; then
    say "installing the browser driver"
    (cd tests/browser && npm ci --silent && touch node_modules/.package-lock.json)
  fi
}

# The stories that are told in other engines too say so and are skipped where there is none.
need_other_browsers() {
  if [[ -z ${FIREFOX:-} ]] && ! find_command firefox-esr firefox; then
    debian_packages "Firefox" firefox-esr || miss "Firefox"
  fi
  if ! find_command WebKitWebDriver || ! find_command Xvfb; then
    debian_packages "WebKit" webkit2gtk-driver xvfb || miss "WebKit"
  fi
}

miss() {
  [[ ${CI:-} != true ]] || fail "$1 is missing; CI must test with it."
  say "$1 is not installed: ITS TESTS ARE SKIPPED"
}

need_node() {
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    debian_packages "Node.js" nodejs npm || fail "Node.js 20 or later, with npm, is missing."
  fi
  node -e 'process.exitCode = Number(parseInt(process.versions.node) < 20)' ||
    fail "Node.js 20 or later is needed; this is $(node --version)."
}

# A file system that can be shut down hard, and a way to make writing through a matter of words.
need_power_cuts() {
  if command -v xfs_io >/dev/null && command -v mkfs.ext4 >/dev/null && command -v eatmydata >/dev/null; then return; fi
  debian_packages "xfs_io, mkfs.ext4 and eatmydata" xfsprogs e2fsprogs eatmydata ||
    fail "xfs_io, mkfs.ext4 and libeatmydata are needed to cut the power."
}

# A PostgreSQL of our own for these tests, reached by a socket only and without durability. A
# database that TEST_PG names already is used as it is.
start_postgres() {
  if [[ -n ${TEST_PG:-} ]]; then return; fi
  local programs
  if ! programs=$(postgres_programs); then
    debian_packages "PostgreSQL" postgresql || true
    if ! programs=$(postgres_programs); then
      miss "PostgreSQL"
      return
    fi
  fi
  say "starting a PostgreSQL for the tests"
  postgres_folder=$(mktemp -d /tmp/hocvuso-pg.XXXXXX)
  postgres_pg_ctl=$programs/pg_ctl
  trap stop_postgres EXIT
  # PostgreSQL refuses to run as root.
  if [[ $(id -u) == 0 ]]; then chown nobody "$postgres_folder"; fi
  as_ordinary_user "$programs/initdb" --auth=trust --encoding=UTF8 --no-locale --no-sync \
    --username=hocvuso --pgdata="$postgres_folder/data" >/dev/null
  as_ordinary_user "$postgres_pg_ctl" --silent --wait --pgdata="$postgres_folder/data" \
    --log="$postgres_folder/log" --options="-k $postgres_folder -c listen_addresses='' \
    -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=200" start ||
    fail "PostgreSQL did not start:" "$(cat "$postgres_folder/log")"
  export TEST_PG="postgres://hocvuso@localhost/postgres?host=$postgres_folder"
}

stop_postgres() {
  if [[ -z ${postgres_folder:-} ]]; then return; fi
  as_ordinary_user "$postgres_pg_ctl" --silent --mode=immediate \
    --pgdata="$postgres_folder/data" stop || true
  rm -rf "$postgres_folder"
  postgres_folder=
  unset TEST_PG
}

postgres_programs() {
  local folder
  if command -v initdb >/dev/null; then
    dirname "$(command -v initdb)"
    return
  fi
  for folder in /usr/lib/postgresql/*/bin; do
    if [[ -x $folder/initdb ]]; then
      echo "$folder"
      return
    fi
  done
  return 1
}

as_ordinary_user() {
  if [[ $(id -u) == 0 ]]; then
    # From a folder that this user may enter, or every start prints a warning.
    (cd / && runuser -u nobody -- "$@")
  else
    "$@"
  fi
}

# Installs packages where that is possible at all, and fails quietly where it is not.
debian_packages() {
  local what=$1
  shift
  if ! command -v apt-get >/dev/null || [[ $(id -u) != 0 ]]; then return 1; fi
  say "installing $what"
  local log
  log=$(mktemp)
  if apt_install "$@" >"$log" 2>&1 || { apt-get update && apt_install "$@"; } >"$log" 2>&1; then
    rm "$log"
  else
    tail -n 5 "$log" >&2
    return 1
  fi
}

apt_install() {
  DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$@" </dev/null
}

find_command() {
  local name
  for name in "$@"; do
    if command -v "$name" >/dev/null; then return; fi
  done
  return 1
}
