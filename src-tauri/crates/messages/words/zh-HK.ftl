### 使用者看到的繁體中文（香港）。每行一個代碼；參數以其內容命名。

## 計數

count-items = { $count } 個項目
count-services = { $count } 項服務
count-relationships = { $count } 項關係
count-more = …… 另有 { $count } 項（加上 --json 可列出全部）

## 影響程度、運作情況、中斷方式

level-unaffected = 維持
level-at_risk = 有風險
level-degraded = 降級
level-down = 停止服務
level-at-risk-own = 有風險（自身冗餘減少）
operation-in_service = 運作中
operation-degraded = 降級運作
operation-out_of_service = 停止運作
mode-full_outage = 完全中斷
mode-degraded = 降級運作
strength-hard = 必需
strength-degrading = 可致降級
strength-soft = 輔助
strength-info = 僅供參考
needs-source = 來源端需要目標端
needs-target = 目標端需要來源端
needs-none = 互不需要

## 一句話的結論

verdict-nothing-out = 沒有項目會停止運作，之前亦沒有項目已停止運作：所有項目維持。
verdict-services-down = { $count ->
    [1] { $names } 將停止服務。
   *[other] { $count } 項服務將停止：{ $names }。
}
verdict-no-service-down = 沒有服務會停止。
verdict-no-service = 停止運作的項目沒有對應任何服務。
verdict-services-degraded = { $count ->
    [1] { $names } 將會降級。
   *[other] { $count } 項服務將會降級：{ $names }。
}
verdict-services-at-risk = { $count ->
    [1] { $names } 仍可運作，但冗餘減少。
   *[other] { $count } 項服務仍可運作，但冗餘減少：{ $names }。
}
verdict-other-items = 另有 { $count } 個其他項目受影響。
verdict-no-spare = { $count } 個群組已無剩餘備援：群組內再有一次故障，即告中斷。
verdict-rests-on-assumed = { $count ->
    [1] { $names } 依靠未經訂明的冗餘。
   *[other] { $count } 項服務依靠未經訂明的冗餘：{ $names }。
}

## 影響：標題及欄名

impact-goes-out = 停止運作的項目
impact-already-down = 原已停止運作或降級
impact-hit-services = 受影響的服務
impact-hit-others = 受影響的其他項目
impact-customers = 受影響的客戶
impact-eroded = 冗餘減少
impact-lost-support = 失去輔助支援
impact-assumed = 依靠假定的冗餘
impact-assumed-action = 請訂明每個群組需要多少個成員（min_up），或接受右欄的影響程度。
impact-model-errors = 結論所涉的模型錯誤
impact-answers = 四項評估
impact-nothing-hit = 沒有其他項目受影響。
impact-footer = 記錄編號 { $seq } · 分析 { $analysis }
impact-reachable = 若沒有任何備援可擋，可觸及 { $items }，當中有 { $services }。可觸及不等於受影響。
impact-report-written = 報告：{ $path }
answer-as-planned = 按計劃進行
answer-if-it-fails = 若實施失敗
answer-without-assumed = 若假定的冗餘不存在
answer-could-be-reached = 可觸及（不等於受影響）
column-attribute = 屬性
column-members = 成員
what-zip = ZIP 壓縮檔或試算表 (XLSX)
what-pdf = PDF 文件
what-xls = 舊式 Office 文件 (XLS)
what-gzip = gzip 壓縮檔
what-sqlite = SQLite 資料庫
what-picture = 圖片
what-binary = 二進制檔案
what-json = JSON 文字
what-xml = XML 或 HTML 文字
column-answer = 評估
column-level = 影響程度
column-key = 編號
column-name = 名稱
column-type = 類型
column-tier = 級別
column-status = 狀態
column-operation = 運作情況
column-since = 開始時間
column-reason = 原因
column-mode = 中斷方式
column-service = 服務
column-customer = 客戶
column-group = 群組
column-needed = 所需數目
column-spares = 剩餘備援
column-spares-degraded = 剩餘備援（降級者不計）
column-failed = 失效成員
column-as-planned = 按計劃進行
column-without-assumed = 不計假定的冗餘
column-problem = 問題所在
column-services-down = 停止的服務
column-services-degraded = 降級的服務
column-services-at-risk = 有風險的服務
column-items = 項目：停止／降級／有風險
column-record = 記錄編號
column-when = 時間
column-who = 操作人（自行申報）
column-kind = 種類
column-edits = 改動
column-field = 欄位
column-relationship = 關係
column-other = 另一端項目
column-label = 群組標籤
column-count = 數目
column-verified = 上次核實
column-how-much = 強度
column-changed = 改動內容
column-value = 值
column-hash = 雜湊值
group-needs = { $k } 個（共 { $n } 個）
group-needs-degraded = { $k } 個（共 { $n } 個；少於 { $q } 個即降級）
group-assumed = { $k } 個（共 { $n } 個；屬假定）
model-error-k_exceeds_members = 需要 { $k } 個成員，但只有 { $n } 個參與分析
model-error-no_members = 沒有成員參與分析：此需求不會引致任何影響
model-error-absent_provider = { $provider } 不參與分析（因其生命週期狀態）

## 為何及為何沒有

why-heading = 「{ $name }」為何{ $level }
why-not-heading = 「{ $name }」為何沒有停止服務
why-seed = 本身停止運作
why-context = 之前已{ $level }
why-requirement = 需要「{ $group }」的成員 { $needs }；失效：{ $failed }
why-single = 需要 { $failed }（{ $type }）
why-single-verified = 需要 { $failed }（{ $type }；{ $verified }）
why-failed = { $failed }（{ $type }；{ $verified }）
why-verified = 於 { $when } 核實
why-never-verified = 從未核實
why-confidence-stalest = 此因果鏈中最舊的一次核實：{ $when }。
why-confidence-never = 此因果鏈中有 { $count } 項關係從未核實。
why-not-held = 「{ $name }」的「{ $group }」得以維持：需要 { $needs }，{ $down } 個停止服務，剩餘備援：{ $margin }
why-not-softened = 「{ $name }」的「{ $group }」中，最差的成員為「{ $worst }」，但只傳遞「{ $result }」
why-not-unreachable = 「{ $name }」直接或間接需要的項目，均沒有停止運作。

## 確認

done-created = 已建立 { $path }（記錄編號 { $seq }）。
done-sample = 已載入範例配置庫：{ $items }、{ $relationships }。
done-imported = 已匯入，記錄編號 { $seq }。
done-nothing-new = 這些檔案沒有新內容：並無建立記錄。
done-dry-run = 試行：沒有更改任何資料。
done-operation = { $key } 現為「{ $operation }」（記錄編號 { $seq }）。
done-generated = 已寫出 { $items }、{ $relationships }。
done-rejects = { $count } 行資料被拒，原因已一併寫入：{ $path }
check-sound = 完好：{ $commits } 項記錄、{ $edits } 項改動、{ $pages } 頁、{ $records } 個條目；所有校驗值、雜湊鏈及重播結果均一致。
check-findings = 發現 { $count } 個問題。沒有更改任何資料。請保留此目錄，從備份或複本還原，然後再檢查一次。
check-finding = { $place }：{ $what } —— 應為 { $expected }，實為 { $found }
status-estate = 配置庫
status-path = 目錄
status-lineage = 譜系
status-head = 最新記錄
status-hash = 最新記錄的雜湊值
status-counts = 內容
status-requirements = 已訂明條件的需求
status-size = 佔用磁碟空間
status-states = 按狀態劃分
status-classes = 按類型劃分
status-out = 並非運作中
status-learned-types = 從檔案學到、有待確認的關係類型
status-learned-classes = 從檔案學到、有待確認的項目類型
status-role-primary = 主要複本
status-role-replica = 唯讀複本
items-total = 共 { $total } 個，顯示 { $shown } 個
items-none = 沒有項目符合此篩選條件。
items-none-at-all = 此配置庫暫無項目。請匯入檔案：cairn -e { $path } import items.csv relationships.csv
show-attributes = 屬性
show-relationships = 關係
show-needs = 需求
show-history = 歷史
show-recorded-first = 首次記錄
record-kind-load = 匯入
record-kind-change = 變更
record-kind-correction = 更正
record-kind-verification = 核實
record-kind-model = 模型
record-kind-policy = 政策
record-kind-revert = 還原
record-kind-purge = 清除
record-kind-baseline = 基線
record-kind-operation = 運作情況
record-kind-process = 流程
show-does-not-participate = 因其狀態，此項目不納入任何分析。
import-file-line = { $file }：{ $rows } 行{ $kind }，{ $encoding }，分隔符號 { $delimiter }
kind-items = 項目
kind-relationships = 關係
import-plan = 匯入計劃
import-items = 項目
import-relationships = 關係
import-new = 新增
import-update = 更新
import-same = 不變
import-ambiguous = 未能確定
import-rejected = 被拒
import-requirements = 需求
import-learned-classes = 學到的項目類型：{ $list }
import-learned-types = 學到的關係類型：{ $list }
import-missing = 來源「{ $source }」有 { $count } 個項目不在這些檔案內；這些項目維持原狀。
import-refused = 被拒、沒有匯入的資料行
import-refused-line = { $file } 第 { $line } 行：{ $reason }
import-refused-hint = 其他資料行不受影響。請修正後再匯入；--rejects FILE 可把被拒的資料行連同原因寫入檔案。

## 警告

warning-columns-not-kept = { $file }：關係不設以下各欄，不予保留：{ $columns }
warning-status-word = 未能識別狀態「{ $word }」，當作使用中處理（{ $rows } 行）。
warning-columns-unnamed = { $file }：第 { $columns } 欄在標題行沒有名稱，其值不予保留。如要保留，請加上欄名，再匯入一次。
warning-option-unused = { $option } 提及「{ $word }」，但這些檔案沒有任何一行屬此類型。請檢查有否串錯。

## 資料行被拒的原因

row-empty = 「{ $column }」空白；每行均須填寫
row-too-long = 「{ $column }」有 { $bytes } 個位元組；上限為 65536 個
row-bad-json = 「{ $column }」不是 JSON 物件：{ $detail }
row-zero-members = 「{ $column }」為 0；需求至少需要 1 個成員
row-above-hundred = 「{ $column }」超過 100%
row-not-a-threshold = 「{ $column }」的「{ $value }」既非數目，亦非百分率（例如 60%）
row-not-a-strength = 「{ $column }」的「{ $value }」不是強度；請填寫 hard、degrading、soft 或 info
row-cell-count = 此行有 { $found } 格，標題行有 { $expected } 格；請檢查是否欠缺引號或分隔符號
row-duplicate-id = 識別碼「{ $id }」已用於 { $file } 第 { $line } 行；請為每個項目編配獨有的識別碼
row-not-an-integer = 「{ $attribute }」為「{ $value }」；應為整數
row-not-a-decimal = 「{ $attribute }」為「{ $value }」；應為小數
row-not-a-boolean = 「{ $attribute }」為「{ $value }」；請填寫 yes 或 no
row-not-in-list = 「{ $attribute }」為「{ $value }」；可用值：{ $allowed }
row-not-a-date = 「{ $attribute }」為「{ $value }」；日期格式為 2026-11-21，年份不得超過 9999
row-not-a-moment = 「{ $attribute }」為「{ $value }」；時間格式為 2026-11-21T09:30:00Z
row-out-of-range = 「{ $attribute }」為 { $value }；可用範圍：{ $min } 至 { $max }
row-ambiguous = 「{ $id }」可能是配置庫內 { $count } 個項目中的任何一個；請改用正確項目的來源識別碼
row-other-class = 「{ $id }」在配置庫的類型為「{ $known }」，在檔案則為「{ $class }」；匯入不會更改項目的類型
row-unknown-end = 檔案內沒有項目「{ $id }」，配置庫內來源「{ $source }」之下亦沒有；請加入該項目的資料行或更正識別碼
row-end-refused = 項目「{ $id }」本身已被拒（{ $file } 第 { $line } 行）
row-self-loop = 「{ $id }」會與自身建立關係
row-duplicate-relationship = { $from } { $type } { $to } 已見於 { $file } 第 { $line } 行
row-info-with-label = 「{ $type }」在此僅供參考；為其加上群組標籤並無意義
row-nothing-needed = 「{ $type }」表示兩端互不需要；為其填寫 min_up、degraded_below 及 strength 並無意義
row-mixed-terms = 群組「{ $group }」的 { $field } 在 { $file } 第 { $line } 行另有不同的值；同一群組只可有一個值
row-q-below-k = 群組「{ $group }」的 degraded_below（{ $q }）小於 min_up（{ $k }）

## 整體被拒：甚麼、在哪裏、甚麼沒有更改、該怎樣做

error-no-such-item = 找不到「{ $words }」所指的項目：它並非此配置庫內任何項目的編號、識別碼、來源識別碼或名稱。查找方法：cairn -e DIR items { $words }
error-ambiguous-item = 「{ $words }」可指 { $count } 個項目：{ $candidates }。請提供編號。
error-does-not-participate = { $key } 的狀態為 { $state }，不參與任何分析。未有提問。請選擇使用中、維護中、退役中或失蹤的項目。
error-no-reason = 欠缺原因。沒有更改任何資料。請以 --reason 說明原因。
error-already-so = { $key } 的運作情況已是「{ $operation }」。沒有更改任何資料。
error-ends-before-start = { $end } 早於開始時間 { $since }。沒有更改任何資料。請提供較遲的 --until 或較早的 --since。
error-filter-open-quote = 篩選條件第 { $column } 個字元：引號沒有結束。
error-filter-no-value = 篩選條件第 { $column } 個字元：「{ $field }:」需要一個值。
error-filter-unknown-value = 篩選條件：「{ $value }」不是此配置庫的 { $field }。{ $field ->
    [operation] 可用值：in_service、degraded、out_of_service。
   *[other] 查看可用值：cairn -e DIR status
}
error-filter-unknown-attribute = 篩選條件：沒有項目具備屬性「{ $name }」。查看項目的屬性：cairn -e DIR show CI
error-file-empty = { $file } 是空白檔案。沒有匯入任何資料。
error-file-too-large = { $file } 有 { $bytes } 個位元組；每次最多讀取 2 GiB。沒有匯入任何資料。請分拆檔案。
error-file-not-a-table = { $file } 屬 { $what } 格式，並非文字表格（CSV）。沒有匯入任何資料。請另存為 CSV。
error-file-bad-encoding = { $file } 第 { $line } 行：含有不屬 { $encoding } 的位元組。沒有匯入任何資料。請以 --encoding 指定正確的編碼：utf-8、big5-hkscs、gb18030、windows-1252。
error-file-wrong-header = { $file } 第 1 行：各欄為「{ $columns }」。項目須有 id、class、name 各欄（亦可有 status、attributes 等欄）；關係須有 source_id、type、target_id 各欄。沒有匯入任何資料。請更正標題行，或以 --columns 指定各欄名稱。
error-file-column-twice = { $file } 第 1 行：欄名「{ $column }」重複。沒有匯入任何資料。請更改其中一個欄名。
error-unknown-words = 這些檔案使用了配置庫不認識的類型。{ $class-count ->
    [0] { "" }
   *[other] 項目類型（行數）：{ $classes }。
}{ $type-count ->
    [0] { "" }
   *[other] 關係類型（行數）：{ $types }。
}沒有匯入任何資料。請加上 --learn 讓配置庫學習這些類型，或以 --map-type WORD=TYPE 對應關係類型。
error-no-such-type = 「{ $type }」不是此配置庫的關係類型。沒有匯入任何資料。請更正 --map-type。
error-catalogue = 類型目錄無法使用：{ $detail }。沒有更改任何資料。
error-estate-inconsistent = 無法讀取配置庫：{ $detail }。沒有更改任何資料。請執行：cairn -e DIR check
error-replica = 此配置庫為複本，不接受記錄。沒有更改任何資料。請在主要複本上操作。
error-unfinished = { $path } 沒有內容：建立過程曾經中斷。請移除此目錄，再重新建立配置庫。
error-cancelled = 已取消。沒有更改任何資料。
error-write = 無法寫入：{ $detail }。
error-not-an-estate = { $path } 不是配置庫：當中沒有 estate.json。建立方法：cairn init { $path }
error-not-empty = { $path } 已存在，而且並非空白。沒有更改任何資料。請選擇另一個目錄。
error-estate-file = 無法讀取 { $path }：{ $detail }。沒有更改任何資料。請從備份還原此檔案。
error-newer-format = { $path } 的儲存格式為 { $found }；此版本最高可讀取 { $supported }。沒有更改任何資料。請以較新版本的 Cairn 開啟。
error-locked = { $path } 已在別處開啟：{ $holder }。沒有更改任何資料。請先在該處關閉，再試一次。
error-locked-holder = { $program }，使用者 { $user }，處理程序 { $pid }，自 { $since } 起
error-locked-unknown = 開啟者沒有留下名稱
error-damaged = 配置庫在 { $place } 損毀：應為 { $expected }，實為 { $found }。沒有更改任何資料。請保留此目錄，執行 cairn -e DIR check，並從備份還原。
error-conflict = 其間另有他人更改了此記錄：{ $detail }。沒有更改任何資料。請重新查看，然後再做一次。
error-disk-full = 磁碟已滿：無法寫入 { $path }（{ $operation }）。配置庫維持原狀。請騰出空間，然後再做一次。
error-not-permitted = 沒有權限讀取或寫入 { $path }（{ $operation }）：{ $detail }。沒有更改任何資料。
error-io = 無法使用 { $path }（{ $operation }）：{ $detail }。配置庫維持原狀。
error-must-reopen = 較早前的寫入失敗：請重新開啟配置庫，然後繼續。
error-read-file = 無法讀取 { $path }：{ $detail }。沒有更改任何資料。
error-write-file = 無法寫入 { $path }：{ $detail }。沒有更改任何資料。請選擇另一個位置，或騰出空間。
error-write-rejects = 已匯入，記錄編號 { $seq }，但未能把被拒的資料行寫入 { $path }：{ $detail }。請騰出空間或選擇另一個位置，然後再匯入同一批檔案。
error-write-answer = 無法寫出結果：{ $detail }。命令本身已經完成；查看方法：cairn -e DIR log
error-at-reserved = --at 預留作查看過往情況之用，現時未能使用。請不加 --at 再查詢。
error-estate-missing = 請問是哪個配置庫？請提供其目錄：cairn -e DIR …
error-usage-no-command = 欠缺命令：{ $list }。沒有更改任何資料。請參閱：{ $help }
error-usage-command = 「{ $text }」不是命令。可用命令：{ $list }。沒有更改任何資料。請參閱：{ $help }
error-usage-argument = 此命令沒有「{ $text }」這個選項或參數。{ $meant ->
    [none] { "" }
   *[other] 是否指「{ $meant }」？
}沒有更改任何資料。請參閱：{ $help }
error-usage-missing = 欠缺參數：{ $list }。沒有更改任何資料。請參閱：{ $help }
error-usage-twice = { $option } 重複。沒有更改任何資料。請參閱：{ $help }
error-usage-number = 「{ $text }」不是 { $option } 所需的整數。沒有更改任何資料。請參閱：{ $help }
error-usage-value = 「{ $text }」不是 { $option } 的可用值：{ $list }。沒有更改任何資料。請參閱：{ $help }
error-usage-no-value = { $option } 需要一個值。沒有更改任何資料。請參閱：{ $help }
error-usage-other = 無法讀取參數：{ $detail }。沒有更改任何資料。請參閱：{ $help }
error-usage-language = Cairn 不支援語言「{ $text }」；可用語言：{ $list }。沒有更改任何資料。
error-usage-pair = 「{ $text }」不是 { $option } 所需的 WORD=VALUE 格式。沒有更改任何資料。
error-usage-needs = 「{ $text }」沒有說明哪一端需要另一端：請填寫 source、target 或 none。沒有更改任何資料。
error-usage-delimiter = 「{ $text }」不是單一字元。請為 --delimiter 提供一個字元，或填寫「tab」。沒有更改任何資料。
error-usage-encoding = 「{ $text }」不是 Cairn 可讀取的編碼：utf-8、utf-16、big5-hkscs、gb18030、windows-1252。沒有更改任何資料。
error-usage-moment = 「{ $text }」不是時間，正確格式例如 2026-11-21T09:30:00Z。沒有更改任何資料。
error-usage-nothing-out = 沒有項目停止運作。請以 --down 或 --degraded 指定最少一個項目。
error-usage-share = 屬於群組的關係所佔比例為 { $text }；應介乎 0 與 1 之間。
error-usage-items = { $text } 個項目太少：一個數據中心最少要有 20 個項目。

## 命令列說明

help-about = 配置管理資料庫：在批准變更之前，說明該變更會令甚麼中斷。
help-after = 所有命令均以表格作答，供人閱讀；加上 --json 則供程式讀取。結束代碼：0 為完成；1 為完成但發現問題（有資料行被拒、有損毀）；2 為未完成：用法或輸入有誤，詳見標準錯誤輸出。
help-commands = 命令
help-options = 選項
help-arguments = 參數
help-usage = 用法：
help-usage-options = [選項]
help-usage-command = 命令
help-estate = 配置庫的目錄
help-json = 以 JSON 作答
help-lang = 作答語言：en、zh-HK 或 zh-CN
help-actor = 操作人，按自行申報記入記錄
help-at = 預留：查詢配置庫在某一時間所記錄的情況
help-help = 顯示說明
help-version = 顯示版本
help-init = 建立配置庫
help-init-dir = 要建立的目錄
help-init-name = 配置庫的名稱
help-init-sample = 載入範例配置庫
help-status = 說明配置庫的內容
help-items = 列出配置項目
help-items-filter = 篩選條件：class:firewall state:live environment=production "任意文字"；以 - 開頭表示排除
help-items-limit = 最多顯示的行數；沒有提供則為 100
help-log-limit = 最多顯示的記錄數目；沒有提供則為 50
help-offset = 先略過的行數；沒有提供則不略過
help-show = 顯示一個配置項目：屬性、關係、需求、歷史
help-ci = 編號、識別碼、來源識別碼或獨有的名稱
help-import = 從 CSV 檔案匯入項目及關係，作為一項記錄
help-import-files = 檔案：items.csv、relationships.csv
help-import-dry-run = 顯示匯入計劃，不作任何更改
help-import-learn = 學習配置庫不認識的項目類型及關係類型
help-import-map-type = 把檔案的類型 A 讀作配置庫的類型 B
help-import-needs = 學到的類型中哪一端需要另一端：source、target 或 none
help-import-rejects = 把被拒的資料行連同原因寫入此檔案
help-import-source = 檔案資料所屬系統的名稱；沒有提供則為 csv
help-import-delimiter = 各格之間的字元，或「tab」，取代自動偵測的結果
help-import-encoding = utf-8、utf-16、big5-hkscs、gb18030 或 windows-1252，取代自動偵測的結果
help-import-columns = 沒有標題行的檔案的各欄名稱
help-reason = 原因，會記入記錄
help-impact = 說明中斷會影響甚麼、甚麼得以維持及其原因；不作任何更改
help-impact-down = 停止運作的項目
help-impact-degraded = 降級運作的項目
help-impact-why = 要解釋的項目：為何受影響，或為何不受影響
help-impact-report = 寫出 HTML 報告
help-operation = 記錄某項目停止運作、降級運作或恢復運作
help-operation-status = in_service、degraded 或 out_of_service
help-operation-since = 開始時間；沒有提供則為現在
help-operation-until = 預計結束時間
help-log = 列出記錄，最新的在前
help-check = 檢查所有已儲存的資料是否互相吻合
help-generate = 以 CSV 檔案寫出任何規模的配置庫，供效能測量及測試之用
help-generate-items = 項目數目
help-generate-relationships = 關係數目
help-generate-grouped = 屬於群組的關係所佔比例，0 至 1；沒有提供則為 0.2
help-generate-seed = 產生哪一個配置庫（隨機種子）；沒有提供則為 1
help-generate-out = 存放 items.csv 及 relationships.csv 的目錄

## 報告

report-title = { $names } 的影響
report-made = 於 { $when } 根據「{ $estate }」的記錄編號 { $seq } 製備
report-evidence = 證據
report-evidence-analysis = 分析（SHA-256）
report-legend = 停止服務：無法運作。降級：運作水平低於議定要求。有風險：仍可運作，但冗餘較前減少。維持：不受影響。
report-only-first = 共 { $total } 項，只列出首 { $shown } 項；在命令列加上 --json 可列出全部。

## Snapshots

snapshot-exported = 快照已寫入：{ $path }
snapshot-imported = { $path } 是此快照的唯讀複本，截至記錄編號 { $seq }：每項記錄的雜湊值均與原來相同。複本本身不接受記錄；如需可接受記錄的配置庫，請以 --as-new 匯入。
snapshot-imported-new = 已由快照建立新配置庫 { $path }（記錄編號 { $seq }）。
snapshot-sound = 完好：檔案的每個位元組、所有雜湊值、條目次序、關係兩端及記錄鏈均一致。記錄檔能否重播出這些條目，會在匯入時證明。
snapshot-sound-scoped = 完好：檔案的每個位元組、所有雜湊值、條目次序及關係兩端均一致。限定範圍的快照不含記錄檔。
snapshot-finding = { $place }：{ $what } —— 應為 { $expected }，實為 { $found }
snapshot-not-sound = 此快照並不完好。沒有更改任何資料。請改用另一份複本，或重新匯出。
snapshot-head = { $seq } · { $when } · { $who }
snapshot-records = 基線及文件
snapshot-log = 記錄檔內的改動
snapshot-classification = 保密級別
snapshot-scope = 範圍
snapshot-digest = 摘要值（SHA-256）
error-snapshot-none = 這並非 Cairn 快照（{ $place }：應為 { $expected }，實為 { $found }）。沒有更改任何資料。請指定由「snapshot export」寫出的檔案。
error-snapshot-newer = 此快照的格式較新：{ $found }；本版本可讀取 { $expected }。沒有更改任何資料。請使用較新版本的 Cairn。
error-snapshot-flaw = 此快照無法使用：{ $place }：{ $flaw } —— 應為 { $expected }，實為 { $found }。沒有更改任何資料。請改用另一份複本，或重新匯出。
error-snapshot-read = 無法讀取快照：{ $detail }。沒有更改任何資料。
error-snapshot-write = 無法寫入快照或由其建立的配置庫：{ $detail }。沒有更改任何資料。請選擇另一個位置或騰出空間。
error-snapshot-line = { $file } 第 { $line } 行將有 { $bytes } 位元組；快照每行最多 16 MiB。沒有寫出快照。
error-snapshot-scoped = 此快照只有範圍內的項目而沒有記錄檔，所以不能作為原配置庫的複本。沒有更改任何資料。請以 --as-new 建立獨立的配置庫。
error-other-lineage = 此快照（{ $snapshot }）與此配置庫（{ $estate }）屬不同的配置庫或記錄支線。沒有更改任何資料。請不用 --against 檢查，或指定其所屬的配置庫。
error-no-such-record = 沒有記錄編號 { $seq }；最新為 { $newest }。沒有更改任何資料。如要查看現有記錄，請執行：cairn -e DIR log
error-file-snapshot = { $file } 是 Cairn 快照。沒有匯入任何資料。快照須匯入新的配置庫：cairn snapshot import { $file } --into DIR
error-usage-record = 「{ $text }」並非記錄編號，而此處的 --at 需要記錄編號。沒有更改任何資料。如要查看現有記錄，請執行：cairn -e DIR log
help-snapshot = 把配置庫匯出成單一檔案、檢查此類檔案，或由其建立配置庫
help-snapshot-export = 寫出配置庫的快照：內容相同的配置庫會得出逐位元組相同的檔案
help-snapshot-check = 檢查快照；無需配置庫
help-snapshot-import = 由快照建立新的配置庫
help-snapshot-file = 快照（.cairn.zip）
help-snapshot-out = 要寫出的檔案（.cairn.zip）
help-snapshot-scope = 只限此篩選條件選出的項目，不含記錄檔及基線
help-snapshot-against = 同時確認快照屬於此目錄內配置庫的過去
help-snapshot-into = 新配置庫的目錄：須不存在或空白
help-snapshot-name = 新配置庫的名稱；沒有提供則沿用快照的名稱
help-snapshot-as-new = 建立可接受記錄的獨立配置庫，而非唯讀複本
flaw-not_a_snapshot = 並非 Cairn 快照
flaw-newer = 格式較新
flaw-truncated = 檔案提早完結
flaw-trailing = 結尾之後仍有資料
flaw-between = 有不屬於任何檔案項的資料
flaw-encrypted = 有加密的檔案項
flaw-compressed = 有壓縮的檔案項
flaw-descriptor = 大小寫在內容之後
flaw-escapes = 名稱指向快照以外
flaw-unknown_name = 有不明的檔案項
flaw-duplicate = 檔案項重複
flaw-order = 檔案項次序錯誤
flaw-too_large = 超出快照的大小上限
flaw-header = 檔案項標頭有異
flaw-directory = 目錄有異
flaw-checksum = 檔案項的校驗值不符
flaw-missing = 欠缺檔案項
flaw-manifest = 清單無法讀取
flaw-digest = 清單的摘要值不符
flaw-merkle_root = 所有檔案的根雜湊值不符
flaw-file_hash = 檔案的雜湊值不符
flaw-file_size = 檔案的大小不符
flaw-count = 條目數目不符
flaw-classification = 保密級別不符
flaw-line_too_long = 有一行過長
flaw-line = 有一行不完整
flaw-not_canonical = 並非標準形式的 JSON
flaw-record = 並非所屬類別的條目
flaw-id = 識別碼形式不符
flaw-record_order = 條目次序錯誤
flaw-record_twice = 條目重複
flaw-unknown_end = 所指的項目不存在
flaw-commit = 記錄標頭有異
flaw-commit_hash = 記錄的雜湊值不符
flaw-parent = 上一項記錄的雜湊值不符
flaw-edits = 改動數目不符
flaw-edits_hash = 改動的雜湊值不符
flaw-head = 最後一項記錄不符
flaw-replay = 改動與之前的內容不符
flaw-state = 條目與記錄檔重播結果不符
