// The product's own types of these names are not what the journeys hold.
global using AgencyAccess = Mash.EndToEnd.Product.AgencyAccess;
global using StaffMember = Mash.EndToEnd.Product.StaffMember;
