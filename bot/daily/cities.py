"""Cities that people name but that have no zone of that name in the tz database.

The zones are those of the tz database's `zone1970.tab` for the city's country or state
(https://data.iana.org/time-zones/tzdb/zone1970.tab). The cities are capitals and the largest cities
of the countries where Discord's languages are spoken, with their local names.
"""

CITIES = {
    "Africa/Cairo": ("Alexandria",),
    "Africa/Johannesburg": ("Cape Town", "Pretoria", "Durban"),
    "Africa/Lagos": ("Abuja",),
    "America/Argentina/Buenos_Aires": ("Rosario", "La Plata"),
    "America/Bogota": ("Medellín", "Cali", "Barranquilla"),
    "America/Chicago": (
        "Houston", "Dallas", "Austin", "San Antonio", "Minneapolis", "New Orleans", "St. Louis",
        "Nashville", "Kansas City", "Milwaukee", "Memphis",
    ),
    "America/Denver": ("Salt Lake City", "Albuquerque"),
    "America/Edmonton": ("Calgary",),
    "America/Guayaquil": ("Quito",),
    "America/La_Paz": ("Santa Cruz de la Sierra",),
    "America/Los_Angeles": (
        "San Francisco", "Seattle", "San Diego", "Las Vegas", "Portland", "Sacramento", "San Jose",
        "Silicon Valley", "Oakland",
    ),
    "America/Mexico_City": ("Guadalajara", "Puebla"),
    "America/New_York": (
        "Washington", "Washington DC", "Boston", "Miami", "Atlanta", "Philadelphia", "Charlotte",
        "Baltimore", "Orlando", "Cleveland", "Pittsburgh", "Tampa", "NYC",
    ),
    "America/Sao_Paulo": (
        "Rio de Janeiro", "Brasília", "Belo Horizonte", "Curitiba", "Porto Alegre",
    ),
    "America/Toronto": ("Ottawa", "Montréal", "Québec"),
    "Asia/Dubai": ("Abu Dhabi",),
    "Asia/Ho_Chi_Minh": ("Hanoi", "Saigon", "Hà Nội", "Da Nang"),
    "Asia/Jakarta": ("Bandung", "Surabaya"),
    "Asia/Jerusalem": ("Tel Aviv", "Haifa"),
    "Asia/Karachi": ("Lahore", "Islamabad"),
    "Asia/Kolkata": (
        "Mumbai", "Bombay", "Delhi", "New Delhi", "Bangalore", "Bengaluru", "Chennai", "Madras",
        "Hyderabad", "Pune", "Ahmedabad",
    ),
    "Asia/Manila": ("Quezon City", "Cebu", "Davao"),
    "Asia/Riyadh": ("Jeddah", "Mecca"),
    "Asia/Seoul": ("Busan", "Incheon", "Daegu"),
    "Asia/Shanghai": (
        "Beijing", "Peking", "Shenzhen", "Guangzhou", "Chengdu", "Tianjin", "Wuhan", "Hangzhou",
        "Nanjing", "Xi'an",
    ),
    "Asia/Taipei": ("Kaohsiung", "Taichung"),
    "Asia/Tokyo": (
        "Osaka", "Kyoto", "Yokohama", "Nagoya", "Sapporo", "Fukuoka", "Kobe", "Hiroshima",
    ),
    "Atlantic/Canary": ("Las Palmas", "Tenerife"),
    "Australia/Sydney": ("Newcastle",),
    "Europe/Amsterdam": ("Rotterdam", "The Hague", "Den Haag", "Utrecht", "Eindhoven"),
    "Europe/Berlin": (
        "Munich", "München", "Hamburg", "Frankfurt", "Cologne", "Köln", "Stuttgart", "Düsseldorf",
        "Leipzig", "Dresden", "Bonn", "Bremen", "Hanover", "Hannover", "Nuremberg", "Nürnberg",
    ),
    "Europe/Brussels": ("Antwerp", "Antwerpen", "Ghent", "Liège"),
    "Europe/Bucharest": ("Cluj-Napoca",),
    "Europe/Copenhagen": ("Aarhus",),
    "Europe/Dublin": ("Cork", "Galway"),
    "Europe/Helsinki": ("Tampere", "Turku", "Espoo"),
    "Europe/Istanbul": ("Ankara", "Izmir"),
    "Europe/Kyiv": ("Lviv", "Kharkiv", "Odesa", "Odessa", "Dnipro"),
    "Europe/Lisbon": ("Porto",),
    "Europe/London": (
        "Edinburgh", "Glasgow", "Manchester", "Birmingham", "Liverpool", "Leeds", "Cardiff",
        "Bristol",
    ),
    "Europe/Madrid": ("Barcelona", "Valencia", "Seville", "Sevilla", "Bilbao"),
    "Europe/Moscow": ("Saint Petersburg", "St. Petersburg", "Kazan", "Sochi"),
    "Europe/Oslo": ("Bergen", "Trondheim"),
    "Europe/Paris": ("Lyon", "Marseille", "Toulouse", "Nice", "Lille", "Bordeaux", "Strasbourg"),
    "Europe/Prague": ("Brno",),
    "Europe/Rome": (
        "Milan", "Milano", "Naples", "Napoli", "Turin", "Torino", "Florence", "Firenze", "Venice",
        "Venezia", "Bologna",
    ),
    "Europe/Stockholm": ("Gothenburg", "Göteborg", "Malmö"),
    "Europe/Vienna": ("Graz", "Salzburg", "Linz", "Innsbruck"),
    "Europe/Warsaw": ("Kraków", "Gdańsk", "Wrocław", "Łódź", "Poznań"),
    "Europe/Zurich": ("Geneva", "Genève", "Genf", "Basel", "Bern", "Berne", "Lausanne"),
    "Pacific/Auckland": ("Wellington", "Christchurch"),
    "Pacific/Honolulu": ("Hawaii",),
}  # fmt: skip
