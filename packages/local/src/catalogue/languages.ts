/** A list that has something in it. */
export type Words = readonly [string, ...string[]];

/** What is spoken, and how it is named. */
export interface SpokenPatterns {
  readonly shows: Words;
  readonly aboutShow: Words;
  readonly episodes: Words;
  readonly aboutEpisode: Words;
  readonly books: Words;
  readonly aboutBook: Words;
  readonly chapters: Words;
  /** The number of a chapter in front of its name, where `#` is the number. */
  readonly numbered: string;
  readonly edition: string;
}

/**
 * A language, and how names are made in it. In a pattern `{noun}` stands for one of the words of that list; the lists are made so that
 * their words stand beside each other without being bent.
 */
export interface Language {
  /** ISO 639. */
  readonly code: string;
  /** How many have it, beside the shares of the others. */
  readonly share: number;
  readonly words: Readonly<Record<string, Words>>;
  readonly artists: Words;
  readonly tracks: Words;
  readonly albums: Words;
  /** What is played by those who have it. */
  readonly genres: Words;
  readonly spoken?: SpokenPatterns;
}

const listed = (text: string): Words => text.split('|') as [string, ...string[]];

const english: Language = {
  code: 'en',
  share: 36,
  words: {
    given: listed(
      'Ansel|Briony|Corin|Delphie|Ember|Fenna|Gideon|Hesper|Isolde|Jory|Kit|Linnet|Merrin|Nell|Orrin|Perpetua|Quill|Tamsin',
    ),
    family: listed(
      'Ashgrove|Birdwhistle|Calloway-Finch|Dunmore|Everlock|Fairweather|Greystoke|Hollowell|Inkpen|Larkfield|Mossop|Nightingale-Roe|Oakhurst|Penhallow|Quillfeather|Thistledown|Underhay|Wrenfield',
    ),
    adjective: listed(
      'Amber|Borrowed|Crooked|Distant|Early|Faded|Gentle|Hidden|Idle|Last|Little|Northern|Open|Patient|Quiet|Restless|Silver|Slow|Tidal|Unsent|Violet|Wandering|Winter|Yellow|Paper|Second|Half-Lit|Salted|Upstairs|Velvet',
    ),
    noun: listed(
      'Arcade|Balcony|Bicycle|Chimney|Courtyard|Echo|Ferry|Garden|Harbour|Island|Kitchen|Ladder|Lantern|Letter|Meridian|Orchard|Parade|Piano|Postcard|River|Station|Telescope|Umbrella|Window|Compass|Staircase|Greenhouse|Signal|Tramline|Weathervane|Bonfire|Suitcase',
    ),
    nouns: listed(
      'Arcades|Balconies|Bicycles|Chimneys|Courtyards|Echoes|Ferries|Gardens|Harbours|Islands|Kitchens|Ladders|Lanterns|Letters|Meridians|Orchards|Parades|Pianos|Postcards|Rivers|Stations|Telescopes|Umbrellas|Windows|Compasses|Staircases|Greenhouses|Signals|Tramlines|Weathervanes|Bonfires|Suitcases',
    ),
    thing: listed(
      'arcade|balcony|bicycle|chimney|courtyard|echo|ferry|garden|harbour|island|kitchen|ladder|lantern|letter|meridian|orchard|parade|piano|postcard|river|station|telescope|umbrella|window|compass|staircase|greenhouse|signal|tramline|weathervane|bonfire|suitcase',
    ),
    things: listed(
      'arcades|balconies|bicycles|chimneys|courtyards|echoes|ferries|gardens|harbours|islands|kitchens|ladders|lanterns|letters|meridians|orchards|parades|pianos|postcards|rivers|stations|telescopes|umbrellas|windows|compasses|staircases|greenhouses|signals|tramlines|weathervanes|bonfires|suitcases',
    ),
    strange: listed('borrowed|crooked|distant|faded|gentle|hidden|patient|quiet|restless|slow|unsent|wandering'),
    place: listed(
      'the Bay|the Attic|the Coast|the Rain|Sunday|the Valley|November|the Rooftops|Elsewhere|the Back Row|Low Tide|Platform Nine|the Long Grass|the Blue Hour|Tuesday Street|the Lighthouse',
    ),
    verb: listed('Carry|Count|Draw|Follow|Forget|Hold|Keep|Paint|Remember|Send|Whistle for|Walk'),
  },
  artists: listed(
    'The {adjective} {nouns}|{adjective} {noun}|{given} {family}|{given} & the {nouns}|{noun} Club|{noun} & {noun}|{given} {family} Trio|No {nouns} Tonight|{adjective} Assembly|The {family} Sisters|{given} {family}|{noun} Weather',
  ),
  tracks: listed(
    '{adjective} {noun}|{noun} in {place}|The {adjective} {noun}|{verb} the {noun}|Waiting for {place}|{nouns} & {nouns}|Who Left the {noun}?|Back to {place}|Not My {noun}|{adjective} {nouns}|{noun}, {noun}|If the {noun} Could|All the {nouns}',
  ),
  albums: listed(
    '{adjective} {nouns}|A {noun} for {place}|Songs from {place}|{noun} No. 2|The {noun} Sessions|{adjective} Hours|Maps of {place}|Everything but the {noun}|{nouns} & Other Stories',
  ),
  genres: listed(
    'indie folk|folk|singer-songwriter|americana|dream pop|chamber pop|shoegaze|indie pop|alternative rock|post-rock|math rock|psychedelic rock|progressive rock|post-punk|electronica|synthwave|techno|deep house|drum and bass|breakbeat|modern jazz|brass band|ambient|lo-fi beats|piano|field recordings|funk|disco|soul|gospel|neo soul|ska|dub|synth-pop|bedroom pop|hip hop|jazz rap|trip hop|grime|country|bluegrass|blues',
  ),
  spoken: {
    shows: listed(
      'The {adjective} {noun}|{noun} Hour|{noun} & {noun}|Notes from {place}|The {family} Interviews|{adjective} Questions|A History of the {noun}|{given} Explains the {noun}',
    ),
    aboutShow: listed(
      'Two hosts and one {thing}: invented conversations from {place}.|Every week {given} {family} takes apart a {thing} that nobody has built yet.|Stories about {place}, and about whoever keeps the {thing}.',
    ),
    episodes: listed(
      'The {adjective} {noun}|Why nobody finished the {thing}|A {noun} in {place}|{given} {family} on {things}|The {thing} that was not there|Letters about {place}|How to tune a {thing}|{nouns} & {nouns}',
    ),
    aboutEpisode: listed(
      '{given} {family} brings a {thing} into the studio.|What is left of the {thing}? A walk, and {place}.|An invented guest remembers {place}, and the {strange} {thing}.',
    ),
    books: listed(
      'The {noun} of {place}|The {adjective} {noun}|A {noun} and Two {nouns}|The {family} Inheritance|Beyond {place}|The Last {noun}|{given} and the {adjective} {noun}',
    ),
    aboutBook: listed(
      'When the {thing} stops one night, {given} {family} has to leave for {place}.|A family and its {things}, over three invented generations.|The novel of a {strange} summer, and of the {thing} that it left behind.',
    ),
    chapters: listed('The {noun}|{place}|A {strange} guest|{given}|What the {thing} knew|{nouns} & {nouns}|Without the {thing}'),
    numbered: 'Chapter #: ',
    edition: 'Unabridged',
  },
};

const german: Language = {
  code: 'de',
  share: 8,
  words: {
    given: listed('Anselm|Birte|Clemens|Dorothee|Enno|Friederike|Gesa|Hannes|Ilse|Jörn|Lüder|Mechthild'),
    family: listed(
      'Amselfeld|Brückmann|Dünenkamp|Eulenhorst|Fährmann|Kranichstein|Löwenzahn|Möwenbrink|Süßkind-Bahr|Übermuth|Weißdorn|Zöpfle',
    ),
    the: listed(
      'Der Leuchtturm|Die Straßenbahn|Das Treppenhaus|Der Regenschirm|Die Küche|Das Fenster|Der Schlüssel|Die Fähre|Das Gewächshaus|Der Kirschbaum|Die Wäscheleine|Das Rücklicht',
    ),
    nouns: listed('Laternen|Gärten|Briefe|Brücken|Züge|Möwen|Äpfel|Schatten|Schlüssel|Fenster|Wolken|Koffer|Kräne|Süßigkeiten'),
    place: listed(
      'am Küchentisch|im November|hinter dem Deich|bei Föhn|auf Gleis neun|über den Dächern|kurz vor vier|im Treppenhaus|an der Ostsee|unter Bäumen|ohne Schirm|bei offenem Fenster',
    ),
  },
  artists: listed('{nouns} & {nouns}|{given} {family}|{the}|Kapelle {family}|{nouns} {place}|{given} {family}|Trio {family}'),
  tracks: listed(
    '{nouns} {place}|{the} {place}|{the}|{nouns} und {nouns}|Nur {nouns}|Noch einmal {place}|Keine {nouns}|Wir {place}',
  ),
  albums: listed('{nouns} und {nouns}|{the}|Lieder {place}|Alles {place}|Zwölf {nouns}|{nouns} {place}'),
  genres: listed(
    'indie pop|post-punk|electronica|techno|deep house|singer-songwriter|modern jazz|neoclassical|hip hop|alternative rock|ambient',
  ),
  spoken: {
    shows: listed('{nouns} & {nouns}|Gespräche {place}|{the} – der Podcast|Was {given} weiß'),
    aboutShow: listed(
      'Erfundene Gespräche {place}, jede Woche mit {given} {family}.|{the} und andere Geschichten, die niemand gehört hat.',
    ),
    episodes: listed('{the}|{nouns} {place}|Wer braucht {nouns}?|{given} {family} über {nouns}|Eine Stunde {place}'),
    aboutEpisode: listed('{given} {family} erzählt {place} eine Geschichte, die es nie gab.|Ein Abend {place}.'),
    books: listed('{the}|{nouns} {place}|Das Haus {family}|Ein Jahr {place}'),
    aboutBook: listed(
      '{given} {family} findet {place} einen Brief, der nie geschrieben wurde.|Ein Roman über {nouns} und die, die geblieben sind.',
    ),
    chapters: listed('{the}|{nouns}|{place}|{given}'),
    numbered: 'Kapitel #: ',
    edition: 'Ungekürzt',
  },
};

const french: Language = {
  code: 'fr',
  share: 7,
  words: {
    given: listed('Anaïs|Blaise|Céleste|Désiré|Éloi|Fantine|Gaël|Hélène|Isaure|Léonie|Maïwenn|Noé|Zélie'),
    family: listed(
      'Beaupré|Chantepie|Delorme-Roux|Étoilier|Fontcreuse|Garançon|Lavandier|Mirecœur|Pâquerette|Roseraie|Sautemouche|Tournevent',
    ),
    noun: listed(
      'Le phare|La fenêtre|L’escalier|Le parapluie|La cuisine|L’horloge|Le jardin|La lettre|L’été|Le tramway|La gare|L’échelle|Le piano|La marée',
    ),
    nouns: listed('Les lanternes|Les hirondelles|Les valises|Les cerises|Les fenêtres|Les bateaux|Les étés|Les façades'),
    place: listed(
      'sous la pluie|en novembre|au bord de l’eau|à minuit|dans la cuisine|sans bagages|sur les toits|côté cour|après l’orage|à contre-jour|en forêt|rue des Échos',
    ),
  },
  artists: listed('{given} {family}|{nouns} {place}|{given} {family}|{noun}|{nouns}|{given} & {given}'),
  tracks: listed('{noun} {place}|{nouns} {place}|{noun}|{nouns}|Danser {place}|Encore {place}|Rien {place}'),
  albums: listed('{noun} {place}|{nouns}|Chansons {place}|Vivre {place}|{noun}'),
  genres: listed('chanson|indie pop|electronica|singer-songwriter|hip hop|neoclassical|synth-pop|deep house|trip hop'),
  spoken: {
    shows: listed('{noun}|Paroles {place}|{nouns}|Une heure {place}'),
    aboutShow: listed('Des conversations inventées {place}, avec {given} {family}.|{nouns}, et ceux qui les regardent passer.'),
    episodes: listed('{noun} {place}|{nouns}|{given} {family} {place}|Pourquoi pas {place} ?'),
    aboutEpisode: listed('{given} {family} raconte une histoire {place}.|Une promenade {place}, et {nouns} pour finir.'),
    books: listed('{noun} {place}|{nouns} {place}|La maison {family}|Un hiver {place}'),
    aboutBook: listed(
      'Un matin {place}, {given} {family} ne trouve plus la clé.|Un roman {place}, sur trois générations inventées.',
    ),
    chapters: listed('{noun}|{nouns}|{given}|Un soir {place}'),
    numbered: 'Chapitre # : ',
    edition: 'Texte intégral',
  },
};

const spanish: Language = {
  code: 'es',
  share: 8,
  words: {
    given: listed('Amparo|Benicio|Candela|Dámaso|Elián|Fermín|Graciela|Íñigo|Jacinta|Leocadia|Maite|Nereida|Óscar'),
    family: listed(
      'Alborada|Bermellón|Caracola|Desfiladero|Espinosa-Mar|Farolero|Golondrina|Madreselva|Nogueral|Peñascal|Ruiseñor|Zarzamora',
    ),
    noun: listed(
      'El faro|La ventana|El tranvía|La cocina|El jardín|La carta|El balcón|La marea|El reloj|La estación|El limonero|La sombra',
    ),
    nouns: listed('Los pájaros|Las lámparas|Los trenes|Las hormigas|Los domingos|Las escaleras|Los balcones|Las naranjas'),
    place: listed(
      'bajo la lluvia|en noviembre|a medianoche|en la azotea|sin maletas|frente al mar|después del baile|en otra parte|de madrugada|junto al río|en el andén|con los zapatos rotos',
    ),
  },
  artists: listed('{nouns} de Papel|{given} {family}|{nouns}|Orquesta {family}|{given} y {nouns}|{given} {family}'),
  tracks: listed('{noun} {place}|{nouns} {place}|{noun}|Bailar {place}|Nadie {place}|Volver {place}|{nouns}'),
  albums: listed('{noun} {place}|{nouns}|Canciones {place}|Vivir {place}|{noun}'),
  genres: listed('cumbia|tango|flamenco|indie pop|hip hop|bedroom pop|alternative rock|singer-songwriter|electronica'),
  spoken: {
    shows: listed('{noun}|Charlas {place}|{nouns}'),
    aboutShow: listed('Conversaciones inventadas {place}, con {given} {family}.|{nouns} y otras historias que nadie contó.'),
    episodes: listed('{noun} {place}|{nouns}|{given} {family} {place}|¿Quién vive {place}?'),
    aboutEpisode: listed('{given} {family} recuerda una noche {place}.|Un paseo {place}.'),
    books: listed('{noun} {place}|{nouns} {place}|La casa de {family}'),
    aboutBook: listed(
      'Una noche {place}, {given} {family} encuentra una carta.|Una novela {place}, con tres generaciones inventadas.',
    ),
    chapters: listed('{noun}|{nouns}|{given}'),
    numbered: 'Capítulo #: ',
    edition: 'Íntegra',
  },
};

const portuguese: Language = {
  code: 'pt',
  share: 5,
  words: {
    given: listed('Aurélio|Benedita|Caetana|Dinis|Estêvão|Florbela|Gonçalo|Inês|João-Maria|Lídia|Matias|Zulmira'),
    family: listed('Alecrim|Andorinha|Barqueiro|Caravela|Estrelado|Girassol|Laranjeira-Sul|Maré-Alta|Pinhão|Varandim'),
    noun: listed('O farol|A janela|O elétrico|A cozinha|O quintal|A carta|A maré|O relógio|A estação|O limoeiro|A sombra'),
    nouns: listed('Os pardais|As lanternas|Os barcos|As formigas|Os domingos|As escadas|Os pregões|As canções'),
    place: listed(
      'na chuva|em novembro|à meia-noite|na varanda|sem malas|à beira-mar|depois do baile|de manhã cedo|na outra margem|com saudade',
    ),
  },
  artists: listed('{given} {family}|{nouns} do Cais|{nouns}|Conjunto {family}|{given} {family}'),
  tracks: listed('{noun} {place}|{nouns} {place}|{noun}|Dançar {place}|Ninguém {place}|{nouns}'),
  albums: listed('{noun} {place}|{nouns}|Canções {place}|Ficar {place}'),
  genres: listed('bossa nova|fado|indie pop|funk|singer-songwriter|electronica|hip hop'),
};

const swedish: Language = {
  code: 'sv',
  share: 6,
  words: {
    given: listed('Alvar|Björk|Cajsa|Dagny|Ebbe|Frideborg|Göran|Hedda|Ingeborg|Jonatan|Kåre|Märta'),
    family: listed('Älvsund|Björkhage|Dimhav|Fyrskär|Granåsen|Höstlöv|Klockljung|Månsten|Nattljus|Renfana|Snöbäck|Åskmoln'),
    noun: listed('Fyren|Köket|Spårvagnen|Trädgården|Brevet|Fönstret|Färjan|Nyckeln|Cykeln|Skuggan|Åskan|Björken'),
    nouns: listed('Lyktor|Måsar|Nycklar|Äpplen|Färjor|Skuggor|Brev|Broar'),
    place: listed(
      'i november|vid havet|på natten|utan paraply|i köket|över taken|på perrongen|under isen|före snön|i Älvdalen|efter regnet|på andra sidan',
    ),
  },
  artists: listed('{given} {family}|{nouns} {place}|{nouns} & {nouns}|{family}|{given} {family}'),
  tracks: listed('{noun} {place}|{nouns} {place}|{noun}|Ingen {place}|{nouns} och {nouns}|Hemma {place}'),
  albums: listed('{noun} {place}|{nouns} och {nouns}|Sånger {place}|Allt {place}'),
  genres: listed('nordic folk|nordic jazz|indie pop|synth-pop|electronica|dream pop|singer-songwriter'),
  spoken: {
    shows: listed('{noun}|Samtal {place}|{nouns} & {nouns}'),
    aboutShow: listed('Påhittade samtal {place}, med {given} {family}.|{nouns}, och andra historier som ingen har hört.'),
    episodes: listed('{noun} {place}|{nouns}|{given} {family} {place}|Vem bor {place}?'),
    aboutEpisode: listed('{given} {family} berättar om en kväll {place}.|En promenad {place}.'),
    books: listed('{noun} {place}|{nouns} {place}|Huset {family}'),
    aboutBook: listed(
      'En kväll {place} hittar {given} {family} ett brev som ingen har skrivit.|En roman {place}, om tre påhittade generationer.',
    ),
    chapters: listed('{noun}|{nouns}|{given}'),
    numbered: 'Kapitel #: ',
    edition: 'Oavkortad',
  },
};

const polish: Language = {
  code: 'pl',
  share: 3,
  words: {
    given: listed('Bożena|Czesław|Dobrosława|Eustachy|Jadwiga|Kajetan|Łucja|Mieszko|Świętopełk|Żaneta'),
    family: listed('Brzask|Ćwikła|Deszczyk|Gwiazdosz|Jaskółka|Łąka|Mgławica|Śnieżyca|Wrzos|Żuraw'),
    noun: listed('Latarnia|Okno|Tramwaj|Ogród|List|Fortepian|Księżyc|Parasol|Dworzec|Wiśnia|Śnieg|Żagiel'),
    place: listed(
      'w listopadzie|nad rzeką|o północy|bez parasola|na dachu|w kuchni|za miastem|przed świtem|na peronie|pod śniegiem',
    ),
  },
  artists: listed('{given} {family}|{noun} {place}|{family}|{noun} i {noun}'),
  tracks: listed('{noun} {place}|{noun} i {noun}|{noun}|Nikt {place}|Wszystko {place}'),
  albums: listed('{noun} {place}|{noun} i {noun}|Piosenki {place}'),
  genres: listed('polish jazz|alternative rock|electronica|post-punk|hip hop|singer-songwriter'),
};

const turkish: Language = {
  code: 'tr',
  share: 3,
  words: {
    given: listed('Ayşenur|Bahadır|Çiğdem|Efsun|Göksel|Işık|İlkay|Müjgan|Öykü|Şermin|Tuğrul|Ülkü'),
    family: listed('Akçınar|Bulutçu|Çağlayan|Deniztaş|Güzgün|Işıldak|Karayel|Martıgöz|Sığırcık|Yağmurlu'),
    noun: listed('Fener|Pencere|Vapur|Mektup|Bahçe|Saat|Gölge|Köprü|Işık|Şemsiye|İskele|Yağmur'),
    place: listed('Kasımda|Gece Yarısı|Yağmurda|Çatıda|Sahilde|Uzakta|İstasyonda|Sabaha Karşı'),
  },
  artists: listed('{given} {family}|{noun} ve {noun}|{family}|{noun} {noun}'),
  tracks: listed('{noun} {place}|{noun} ve {noun}|{noun}|{place} Bir {noun}|Son {noun}'),
  albums: listed('{noun} ve {noun}|{place} {noun}|Bir {noun} İçin'),
  genres: listed('anatolian rock|psychedelic rock|indie pop|synth-pop|hip hop'),
};

const greek: Language = {
  code: 'el',
  share: 3,
  words: {
    given: listed('Αθηνά|Βύρων|Δανάη|Ευγενία|Θάλεια|Ιάσων|Λυδία|Μυρτώ|Ορέστης|Φοίβη'),
    family: listed('Αλμυρίδης|Βροχάς|Γλάρου|Θυμαράκης|Καντήλη|Λυχνάρης|Πεταλούδης|Φαναριώτη'),
    noun: listed('Φάρος|Παράθυρο|Θάλασσα|Γράμμα|Κήπος|Βροχή|Σκιά|Γέφυρα|Λιμάνι|Νύχτα|Αλάτι|Φεγγάρι'),
    place: listed('τον Νοέμβρη|στη βροχή|τα μεσάνυχτα|στην ταράτσα|στο λιμάνι|χωρίς ομπρέλα|πριν το πρωί'),
  },
  artists: listed('{given} {family}|{noun} & {noun}|{noun} {place}|{given} {family}'),
  tracks: listed('{noun} {place}|{noun} και {noun}|{noun}|Κανείς {place}'),
  albums: listed('{noun} και {noun}|Τραγούδια {place}|{noun} {place}'),
  genres: listed('rebetiko|indie pop|alternative rock|electronica|singer-songwriter'),
};

const russian: Language = {
  code: 'ru',
  share: 4,
  words: {
    given: listed('Агния|Борислав|Варвара|Глеб|Евдокия|Зоя|Игнат|Любава|Мирон|Тихон'),
    family: listed('Берёзкин|Ветрова|Журавль|Ёлкина|Звонарёв|Крылов-Снег|Лунина|Метель|Полынин|Шиповник'),
    noun: listed('Маяк|Окно|Трамвай|Сад|Письмо|Рояль|Луна|Зонт|Вокзал|Вишня|Снег|Парус|Ключ'),
    place: listed(
      'в ноябре|у реки|в полночь|без зонта|на крыше|на кухне|за городом|перед рассветом|на перроне|под снегом|в тишине',
    ),
  },
  artists: listed('{given} {family}|{noun} {place}|{noun} и {noun}|{given} {family}'),
  tracks: listed('{noun} {place}|{noun} и {noun}|{noun}|Никого {place}|Ещё раз {place}|Всё {place}'),
  albums: listed('{noun} и {noun}|Песни {place}|{noun} {place}|Всё {place}'),
  genres: listed('dark folk|post-punk|electronica|indie pop|hip hop|neoclassical'),
};

const japanese: Language = {
  code: 'ja',
  share: 7,
  words: {
    given: listed('葵|楓|千尋|遥|湊|律|詩織|奏多|小夜|朔'),
    family: listed('青灯|雨宮寺|霧島野|月見坂|夏木原|花時雨|星野井|水無瀬川|雪代|夜凪'),
    noun: listed('灯台|窓辺|路面電車|台所|庭|手紙|ピアノ|傘|駅|桜|雪|影|時計|自転車|海|風鈴|サーカス|ランプ'),
    place: listed('雨の|十一月の|真夜中の|屋上の|海辺の|夜明け前の|遠い|最後の|小さな|静かな|青い|冬の'),
  },
  artists: listed('{family}{given}|{place}{noun}|{noun}と{noun}|{noun}クラブ|{family}{given}|ザ・{noun}ズ'),
  tracks: listed('{place}{noun}|{noun}と{noun}|{noun}|{place}{noun}まで|{noun}のうた|さよなら{noun}'),
  albums: listed('{place}{noun}|{noun}と{noun}|{noun}の記憶|{noun}日和'),
  genres: listed('city pop|j-pop|shoegaze|math rock|ambient|lo-fi beats|piano|electronica'),
  spoken: {
    shows: listed('{place}{noun}|{noun}と{noun}の話|{family}の{noun}ラジオ'),
    aboutShow: listed('{place}{noun}をめぐる、架空の対談。|{family}{given}が毎週、誰も聞いたことのない{noun}の話をします。'),
    episodes: listed('{place}{noun}|{noun}と{noun}|{family}{given}、{noun}を語る|{noun}はどこへ行った'),
    aboutEpisode: listed('{family}{given}と{place}{noun}について。|{noun}の思い出を語る、架空のゲスト。'),
    books: listed('{place}{noun}|{noun}と{noun}|{family}家の{noun}'),
    aboutBook: listed('{place}{noun}で、{family}{given}は一通の手紙を見つける。|架空の三世代をめぐる、{place}{noun}の物語。'),
    chapters: listed('{place}{noun}|{noun}|{given}|{noun}と{noun}'),
    numbered: '第#章 ',
    edition: '完全版',
  },
};

const korean: Language = {
  code: 'ko',
  share: 4,
  words: {
    given: listed('가람|나래|다온|라온|마루|보슬|새벽|아라|이슬|하늬'),
    family: listed('금|남궁|도|모|봉|선우|어|천'),
    noun: listed('등대|창문|전차|부엌|정원|편지|피아노|우산|정거장|벚꽃|눈|그림자|시계|바다|서리'),
    place: listed('비 오는|십일월의|한밤의|옥상의|바닷가의|새벽의|먼|마지막|작은|조용한'),
  },
  artists: listed('{family}{given}|{place} {noun}|{noun}꽃|{noun}과 {noun}|{given}'),
  tracks: listed('{place} {noun}|{noun}|{noun} 그리고 {noun}|{noun}에게|안녕, {noun}'),
  albums: listed('{place} {noun}|{noun} 그리고 {noun}|{noun}의 노래'),
  genres: listed('k-indie|indie pop|lo-fi beats|hip hop|synth-pop'),
};

const chinese: Language = {
  code: 'zh',
  share: 3,
  words: {
    given: listed('采薇|初雪|聽瀾|星河|雲舒|知秋|晚晴|若水'),
    family: listed('司徒|歐陽|慕容|上官|諸葛|夏侯'),
    noun: listed('燈塔|窗|電車|廚房|花園|信|鋼琴|雨傘|車站|櫻花|雪|影子|時鐘|海|渡輪'),
    place: listed('雨中的|十一月的|午夜的|屋頂的|海邊的|黎明前的|遙遠的|最後的|安靜的'),
  },
  artists: listed('{family}{given}|{place}{noun}|{noun}與{noun}|{noun}樂隊'),
  tracks: listed('{place}{noun}|{noun}|{noun}與{noun}|再見{noun}|{noun}之歌'),
  albums: listed('{place}{noun}|{noun}與{noun}|{noun}日記'),
  genres: listed('mandopop|indie pop|dream pop|electronica|piano'),
};

const arabic: Language = {
  code: 'ar',
  share: 3,
  words: {
    given: listed('أريج|بدر|جمانة|رؤى|سامر|غيث|ليان|نوار|هديل|يزن'),
    family: listed('الياسميني|النوراني|البحري|السنونو|المرساة|الزيتوني|القمري'),
    noun: listed('المنارة|النافذة|الرسالة|الحديقة|الظل|البحر|القمر|المطر|المحطة|الجسر|المفتاح|الليل'),
    place: listed('في تشرين|تحت المطر|عند منتصف الليل|على السطح|قرب البحر|بلا حقائب|قبل الفجر'),
  },
  artists: listed('{given} {family}|{noun} و{noun}|فرقة {noun}|{given} {family}'),
  tracks: listed('{noun} {place}|{noun} و{noun}|{noun}|أغنية {place}'),
  albums: listed('{noun} و{noun}|أغاني {place}|{noun} {place}'),
  genres: listed('arab indie|electronica|hip hop|singer-songwriter|desert blues'),
};

const hindi: Language = {
  code: 'hi',
  share: 3,
  words: {
    given: listed('अनुराधा|आरव|ईशान|काव्या|चारुलता|निशांत|पल्लवी|रोहन|सुरभि'),
    family: listed('आकाशदीप|चाँदनी|झरोखा|नदीवाला|पवनपुत्री|बादल|मेघवर्ण|सागरिका'),
    noun: listed('दीपक|खिड़की|चिट्ठी|बगीचा|छाया|नदी|चाँद|बारिश|स्टेशन|पुल|चाबी|रात'),
    place: listed('बारिश में|आधी रात को|छत पर|नदी किनारे|सुबह से पहले|नवंबर में|दूर कहीं'),
  },
  artists: listed('{given} {family}|{noun} और {noun}|{given} {family}'),
  tracks: listed('{noun} {place}|{noun} और {noun}|{noun}|एक {noun} {place}'),
  albums: listed('{noun} और {noun}|{place}|{noun} {place}'),
  genres: listed('indian fusion|singer-songwriter|hip hop|electronica|neo soul'),
};

const yoruba: Language = {
  code: 'yo',
  share: 3,
  words: {
    given: listed('Àbẹ̀kẹ́|Bọ́láńlé|Dàpọ̀|Ẹniọlá|Fọlákẹ́|Ìyìọlá|Kẹ́mi|Ṣadé|Tòkunbọ̀|Yéwándé'),
    family: listed('Adéòjò|Àyàndìran|Ìlùpẹ̀jú|Odòlayé|Ọ̀sánwá|Ṣẹ̀kẹ̀rẹ̀'),
    noun: listed('Ìlù|Òjò|Oṣù|Odò|Ìràwọ̀|Ọjà|Ilé|Ọ̀nà|Afẹ́fẹ́|Ẹyẹ'),
    place: listed('ní Alẹ́|ní Òwúrọ̀|ní Èkó|Létí Odò|Lábẹ́ Igi'),
  },
  artists: listed('{given} {family}|{noun} {place}|{given} & {noun}'),
  tracks: listed('{noun} {place}|{noun} àti {noun}|{noun}'),
  albums: listed('{noun} {place}|{noun} àti {noun}'),
  genres: listed('highlife|afrobeat|gospel|hip hop'),
};

const instrumental: Language = {
  code: 'zxx',
  share: 6,
  words: {
    name: listed(
      'Aurevale|Brindlemoor|Corvasse|Dovrenna|Elmquora|Fjorelle|Halcyra|Ivenmar|Kelluna|Lysmoth|Morrowen|Noctera|Ostrava Nine|Peloria|Quelm|Solenne',
    ),
    noun: listed('Étude|Prelude|Nocturne|Loop|Drift|Canon|Interval|Signal|Field|Tone|Passage|Fragment'),
    number: listed('I|II|III|IV|V|VI|VII|VIII|IX|XI|XII|No. 3|No. 5|No. 8|0x1F|41'),
    state: listed('in Blue|for Two Hands|(Slow)|at 4 a.m.|for Tape|in Reverse|after Rain|for Nobody'),
  },
  artists: listed('{name}|{name} Ensemble|{name} & {name}|{name} Quartet'),
  tracks: listed('{noun} {number}|{noun} {state}|{name}|{noun} {number} {state}'),
  albums: listed('{noun}s|{name}|{noun}s {state}|{name}, {number}'),
  genres: listed('neoclassical|ambient|drone|piano|field recordings|ethio-jazz|klezmer|modern jazz|techno'),
};

/** Every language of the catalogue. */
export const languages: readonly [Language, ...Language[]] = [
  english,
  german,
  french,
  spanish,
  portuguese,
  swedish,
  polish,
  turkish,
  greek,
  russian,
  japanese,
  korean,
  chinese,
  arabic,
  hindi,
  yoruba,
  instrumental,
];

/** Those in which something is spoken. */
export const spokenLanguages = [english, german, french, spanish, swedish, japanese] as const;
