#!/usr/bin/env bash
# A folder of saved pages, each a Chinese article of its own, through trafilatura's command line to a folder of JSON files.
# Guess:    a file for each page, as with --xml or as for pages in English.
# Seen:     one file for all: each article overwrites the one before, and the exit code is 0. A file is named by a hash of
#           the words in its text, and only words between blanks count that have no punctuation inside: of Chinese in
#           JSON none, so that the names of the JSON's own members are hashed. --xml writes all files, and so do --json
#           --with-metadata (a fingerprint of the text is in it) and --keep-dirs.
# Versions: trafilatura 2.3.1
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check trafilatura==2.3.1 lxml_html_clean==0.4.6
mkdir "$work/pages" "$work/english"
page() { printf '<!doctype html><html><head><meta charset=utf-8></head><body><article><h1>%s</h1><p>%s</p></article></body></html>' "$2" "$3" >"$work/$1.html"; }
page pages/1 "救援协定公布" "海事法庭周五公布了救援协定的全部条文，沿海各国将在两年内完成立法程序，渔民合作社对此表示欢迎。"
page pages/2 "北部海岸新航标" "灯塔管理局在北部海岸装上新的航标，船只两个月内要更换海图，旧的浮标送进博物馆展出给学生参观。"
page pages/3 "大桥仍然关闭" "风暴过后岛上的大桥仍然关闭，工程师检查桥墩，预计周末以前先开放一条车道，校车改走海边的公路。"
page english/1 "The agreement" "The maritime court published the rescue agreement on Friday, and fishermen in both countries welcome the new rules."
page english/2 "New beacons" "The lighthouse office put new beacons on the northern coast, so that ships need another chart within two months."
page english/3 "The bridge" "The bridge between the islands stays closed after the storm; engineers hope to open one lane before the weekend."
count() { # FOLDER OPTIONS…
  rm -rf "$work/out"
  folder=$1
  shift
  "$work/venv/bin/trafilatura" --input-dir "$work/$folder" --output-dir "$work/out" "$@" 2>/dev/null
  find "$work/out" -type f | wc -l
}
seen="pages --json: $(count pages --json), --xml: $(count pages --xml), --json --with-metadata: $(count pages --json --with-metadata)"
seen="$seen; english --json: $(count english --json)"
echo "$seen"
[ "$seen" = "pages --json: 1, --xml: 3, --json --with-metadata: 3; english --json: 3" ] || { echo "the behaviour has changed"; exit 1; }
